import * as ort from 'onnxruntime-web/wasm';

import { pictureSessionOptions, type RunPictureModel } from '../src/picture/model.ts';

/** A session of the shipped runtime (wasm, one thread) in Node. */
export async function openPictureModel(content: Uint8Array): Promise<RunPictureModel> {
  ort.env.wasm.numThreads = 1;
  const session = await ort.InferenceSession.create(content, pictureSessionOptions);
  return async ({ pixels }) => {
    const outputs = await session.run({ pixels: new ort.Tensor(pixels.type, pixels.data, pixels.dims) });
    return { scores: outputs['scores']?.data as Float32Array };
  };
}
