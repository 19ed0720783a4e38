import type { TextLanguage, TextScores } from '@sotto/moderation-models';
import type { After } from '../in-turns.ts';
import type { OpenPort, Port } from '../port.ts';
import type { LoadedModel, Models } from './host.ts';
import type { FromModels, ToModels } from './model-messages.ts';
import { hungMs } from './pipeline.ts';

export interface ModelClientPorts {
  readonly openWorker: OpenPort<ToModels, FromModels>;
  readonly after: After;
}

interface Loading {
  readonly progress: (loadedBytes: number, totalBytes: number) => void;
  readonly done: (loaded: LoadedModel) => void;
}

/**
 * The models in a worker of their own: compiling the runtime and a model keeps a processor busy for half a second, in
 * which the rules have to go on answering. The worker starts with the first load.
 */
export function createModelClient({ openWorker, after }: ModelClientPorts): Models {
  let worker: Port<ToModels> | undefined;
  /** It has said a word: its code is there. */
  let alive = false;
  let lines = 0;
  const loads = new Map<TextLanguage, Loading>();
  const reads = new Map<number, (scores: TextScores | undefined) => void>();

  const hear = (message: FromModels): void => {
    alive = true;
    if (message.type === 'scored') return reads.get(message.id)?.(message.scores);
    const { language } = message;
    const load = loads.get(language);
    if (message.type === 'progress') return load?.progress(message.loadedBytes, message.totalBytes);
    loads.delete(language);
    load?.done(
      message.type === 'loaded'
        ? {
            ok: true,
            model: { score: (text) => score(language, text), thresholds: message.thresholds },
          }
        : { ok: false, failure: message.failure },
    );
  };

  const end = (): void => {
    const failure = alive ? 'crashed' : 'missing';
    worker?.end();
    worker = undefined;
    alive = false;
    for (const { done } of loads.values()) done({ ok: false, failure });
    loads.clear();
    for (const answer of reads.values()) answer(undefined);
  };

  const score = (language: TextLanguage, text: string): Promise<TextScores | undefined> =>
    new Promise((resolve) => {
      if (worker === undefined) return resolve(undefined);
      lines += 1;
      const id = lines;
      const answer = (scores: TextScores | undefined): void => {
        stopWaiting();
        reads.delete(id);
        resolve(scores);
      };
      const stopWaiting = after(hungMs, () => answer(undefined));
      reads.set(id, answer);
      worker.post({ type: 'score', id, language, text });
    });

  return {
    load: (language, progress) =>
      new Promise((done) => {
        loads.set(language, { progress, done });
        try {
          worker ??= openWorker(hear, end);
          worker.post({ type: 'load', language });
        } catch {
          // A browser may refuse to start a worker at all.
          end();
        }
      }),
    end,
  };
}
