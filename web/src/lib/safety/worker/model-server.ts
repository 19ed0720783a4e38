import type { TextLanguage, TextModel } from '@sotto/moderation-models';
import type { loadModel } from './load-model.ts';
import type { FromModels, ToModels } from './model-messages.ts';

export interface ModelServerPorts {
  readonly loadModel: typeof loadModel;
  readonly tell: (message: FromModels) => void;
}

/** Answers each message, whatever breaks: who asked waits for it. */
export function createModelServer({
  loadModel,
  tell,
}: ModelServerPorts): (message: ToModels) => Promise<void> {
  const models = new Map<TextLanguage, TextModel>();

  const load = async (language: TextLanguage): Promise<void> => {
    const loaded = await loadModel(language, (loadedBytes, totalBytes) =>
      tell({ type: 'progress', language, loadedBytes, totalBytes }),
    ).catch(() => ({ ok: false, failure: 'crashed' }) as const);
    if (!loaded.ok) return tell({ type: 'not-loaded', language, failure: loaded.failure });
    models.set(language, loaded.model);
    tell({ type: 'loaded', language, thresholds: loaded.thresholds });
  };

  const score = async ({ id, language, text }: Extract<ToModels, { type: 'score' }>): Promise<void> => {
    const scores = await models
      .get(language)
      ?.score(text)
      .catch(() => undefined);
    tell({ type: 'scored', id, scores });
  };

  return (message) => (message.type === 'load' ? load(message.language) : score(message));
}
