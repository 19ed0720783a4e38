import { createTextModel, type TextManifest, type TextModel } from '@sotto/moderation-models';
import { openSession, scoresOf, Tensor } from './runtime.ts';

/** A text model from its files. Rejects where the runtime or the model can't be started. */
export async function openTextModel(
  wasm: Uint8Array<ArrayBuffer>,
  bytes: Uint8Array<ArrayBuffer>,
  manifest: TextManifest,
): Promise<TextModel> {
  const session = await openSession(wasm, bytes);
  return createTextModel(
    async ({ pieces, grams }) => ({
      scores: await scoresOf(session, {
        pieces: new Tensor('int32', pieces.data, pieces.dims),
        grams: new Tensor('int32', grams.data, grams.dims),
      }),
    }),
    manifest,
  );
}
