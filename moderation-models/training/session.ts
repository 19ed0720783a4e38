import { readFileSync } from 'node:fs';

import * as ort from 'onnxruntime-web/wasm';

import type { RunTextModel } from '../src/text/model.ts';

/** A session of the shipped runtime (wasm, one thread) in Node. */
export async function openTextModel(file: URL | string): Promise<RunTextModel> {
  ort.env.wasm.numThreads = 1;
  const session = await ort.InferenceSession.create(new Uint8Array(readFileSync(file)));
  return async ({ pieces, grams }) => {
    const outputs = await session.run({
      pieces: new ort.Tensor('int32', pieces.data, pieces.dims),
      grams: new ort.Tensor('int32', grams.data, grams.dims),
    });
    return { scores: outputs['scores']?.data as Float32Array };
  };
}
