import '../../app/zod-setup.ts';
import type { TextLanguage, TextModel } from '@sotto/moderation-models';
import { loadModel } from './load-model.ts';
import type { FromModels, ToModels } from './model-messages.ts';

/** Loads models and reads lines with them, apart from the rules: a rule shall not wait for a model that compiles. */
const models = new Map<TextLanguage, TextModel>();
const tell = (message: FromModels): void => self.postMessage(message);

self.addEventListener('message', ({ data }: MessageEvent<ToModels>) => {
  void (data.type === 'load' ? load(data.language) : score(data));
});

async function load(language: TextLanguage): Promise<void> {
  const loaded = await loadModel(language, (loadedBytes, totalBytes) =>
    tell({ type: 'progress', language, loadedBytes, totalBytes }),
  );
  if (!loaded.ok) return tell({ type: 'not-loaded', language, failure: loaded.failure });
  models.set(language, loaded.model);
  tell({ type: 'loaded', language, thresholds: loaded.thresholds });
}

async function score({ id, language, text }: Extract<ToModels, { type: 'score' }>): Promise<void> {
  const scores = await models
    .get(language)
    ?.score(text)
    .catch(() => undefined);
  tell({ type: 'scored', id, scores });
}
