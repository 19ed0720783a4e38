import type { TextLanguage, TextManifest, TextModel } from '@sotto/moderation-models';
import { pictureAsset, textAsset } from './assets.ts';
import type { LoadFailure } from './host.ts';
import { keepFile, loadFiles } from './load-files.ts';

/** A text model that is ready to read, or why there is none. */
export async function loadModel(
  language: TextLanguage,
  progress: (loadedBytes: number, totalBytes: number) => void,
): Promise<
  | { readonly ok: true; readonly model: TextModel; readonly thresholds: TextManifest['thresholds'] }
  | { readonly ok: false; readonly failure: LoadFailure }
> {
  const found = textAsset(language);
  if (found === undefined) return { ok: false, failure: 'missing' };
  const [files, session] = await Promise.all([
    loadFiles(found.asset, progress),
    import('./text-session.ts').catch(() => undefined),
  ]);
  if (!files.ok) return files;
  if (session === undefined) return { ok: false, failure: 'missing' };
  try {
    const model = await session.openTextModel(files.runtime, files.model, found.manifest);
    // The first run costs more than those that follow: nobody's line shall wait for it.
    await model.score('hello');
    // A picture may come when the server is out of reach.
    void keepFile(pictureAsset.asset).catch(() => undefined);
    return { ok: true, model, thresholds: found.manifest.thresholds };
  } catch {
    return { ok: false, failure: 'crashed' };
  }
}
