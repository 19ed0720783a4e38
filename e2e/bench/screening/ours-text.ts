import { createTextModel, textManifestSchema, type TextModel } from '@sotto/moderation-models';
import type * as ort from 'onnxruntime-web/wasm';

/** The English text model around a session. */
export async function openTextModel(
  { Tensor }: typeof ort,
  session: ort.InferenceSession,
): Promise<TextModel> {
  const manifests: unknown = await (await fetch('/models/manifest-text.json')).json();
  const manifest = textManifestSchema.parse(manifests).models.en;
  if (manifest === undefined) throw new Error('there is no English model');
  return createTextModel(async ({ pieces, grams }) => {
    const outputs = await session.run({
      pieces: new Tensor('int32', pieces.data, pieces.dims),
      grams: new Tensor('int32', grams.data, grams.dims),
    });
    return { scores: outputs['scores']?.data as Float32Array };
  }, manifest);
}
