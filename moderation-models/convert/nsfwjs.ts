import { createRequire } from 'node:module';
import { dirname } from 'node:path';

import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { load } from 'nsfwjs/core';
import { MobileNetV2MidModel } from 'nsfwjs/models/mobilenet_v2_mid';

import type { Pixels } from '../src/picture/pixels.ts';
import { pictureClasses } from '../src/types.ts';

/** nsfwjs itself, on tfjs' wasm backend: scores in the order of `pictureClasses`. */
export async function openNsfwjs(): Promise<(pixels: Pixels) => Promise<readonly number[]>> {
  const wasm = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json');
  setWasmPaths(`${dirname(wasm)}/dist/`);
  tf.enableProdMode();
  if (!(await tf.setBackend('wasm'))) throw new Error('tfjs has no wasm backend here');
  const model = await load('MobileNetV2Mid', { modelDefinitions: [MobileNetV2MidModel] });
  return async ({ data, width, height }) => {
    const rgb = tf.tidy(() =>
      tf.tensor3d(Uint8Array.from(data), [height, width, 4], 'int32').slice([0, 0, 0], [-1, -1, 3]),
    );
    const found = await model.classify(rgb as tf.Tensor3D);
    rgb.dispose();
    return pictureClasses.map(
      (name) => found.find(({ className }) => className.toLowerCase() === name)?.probability ?? NaN,
    );
  };
}
