import { modelSize } from '../src/picture/pixels.ts';
import { pictureClasses } from '../src/types.ts';
import { toOnnx } from './graph.ts';
import { encodeOnnx } from './onnx-file.ts';
import { readMobileNetV2Mid } from './tfjs-model.ts';

/** The picture model as ONNX, from what the npm package nsfwjs ships. */
export async function convertPictureModel(): Promise<Uint8Array> {
  return encodeOnnx(
    toOnnx(await readMobileNetV2Mid(), {
      name: 'picture',
      doc: 'MobileNetV2Mid of nsfwjs 4.4.0, Copyright (c) 2019 Infinite Red, Inc., MIT License',
      metadata: { licence: 'MIT', classes: pictureClasses.join() },
      input: 'pixels',
      output: 'scores',
      size: modelSize,
      classes: pictureClasses.length,
    }),
  );
}
