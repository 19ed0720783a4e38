import { createPictureModel, pictureSessionOptions, type PictureModel } from '@sotto/moderation-models';
import { openSession, scoresOf, Tensor } from './runtime.ts';

/** The picture model from its files. Rejects where the runtime or the model can't be started. */
export async function openPictureModel(
  wasm: Uint8Array<ArrayBuffer>,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<PictureModel> {
  const session = await openSession(wasm, bytes, pictureSessionOptions);
  return createPictureModel(async ({ pixels }) => ({
    scores: await scoresOf(session, { pixels: new Tensor(pixels.type, pixels.data, pixels.dims) }),
  }));
}
