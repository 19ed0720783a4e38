import { createTextModel, type TextManifest, type TextModel } from '@sotto/moderation-models';
import * as ort from 'onnxruntime-web/wasm';

/**
 * Starts the runtime from its file, once in each worker. On one thread: a line takes milliseconds, and threads would need
 * cross-origin isolation and workers of their own.
 */
export function setRuntime(wasm: Uint8Array<ArrayBuffer>): void {
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.proxy = false;
  ort.env.wasm.wasmBinary = wasm.buffer;
}

/** A model from its file. Rejects where the runtime or the model can't be started. */
export async function openTextModel(
  bytes: Uint8Array<ArrayBuffer>,
  manifest: TextManifest,
): Promise<TextModel> {
  const session = await ort.InferenceSession.create(bytes, { executionProviders: ['wasm'] });
  return createTextModel(async ({ pieces, grams }) => {
    const { scores } = await session.run({
      pieces: new ort.Tensor('int32', pieces.data, pieces.dims),
      grams: new ort.Tensor('int32', grams.data, grams.dims),
    });
    if (!(scores?.data instanceof Float32Array)) throw new Error('the model gave no scores');
    return { scores: scores.data };
  }, manifest);
}
