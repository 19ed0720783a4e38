import * as ort from 'onnxruntime-web/wasm';

/**
 * A session of the runtime from its file. On one thread: a line takes milliseconds and a picture some tens of them, and
 * threads would need cross-origin isolation and workers of their own.
 */
export async function openSession(
  wasm: Uint8Array<ArrayBuffer>,
  model: Uint8Array<ArrayBuffer>,
  options: ort.InferenceSession.SessionOptions = {},
): Promise<ort.InferenceSession> {
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.proxy = false;
  ort.env.wasm.wasmBinary = wasm.buffer;
  return ort.InferenceSession.create(model, { executionProviders: ['wasm'], ...options });
}

/** The output `scores` of a run. @throws where the model has none */
export async function scoresOf(
  session: ort.InferenceSession,
  feeds: Record<string, ort.Tensor>,
): Promise<Float32Array> {
  const { scores } = await session.run(feeds);
  if (!(scores?.data instanceof Float32Array)) throw new Error('the model gave no scores');
  return scores.data;
}

export const { Tensor } = ort;
