import type { Pixels, Side, Strictness, Verdict } from '@sotto/moderation-models';
import type { After } from './in-turns.ts';
import type { PictureAnswer, PictureQuestion } from './picture-messages.ts';
import type { OpenPort, Port } from './port.ts';

export interface PictureScreenerPorts {
  readonly openWorker: OpenPort<PictureQuestion, PictureAnswer>;
  readonly after: After;
}

export interface PictureScreener {
  /** @param frames as `framesOf` gives them; their pixels are handed over and can't be read here any more */
  screen(frames: readonly Pixels[], as: { side: Side; strictness: Strictness }): Promise<Verdict | undefined>;
  /** Ends the worker with all that it holds. */
  end(): void;
}

/** The longest that a picture waits, the loading of the model included. It stays behind a click then. */
export const pictureWaitMs = 30_000;

/** Screens the pictures of one tab, in a worker that starts with the first one. */
export function createPictureScreener({ openWorker, after }: PictureScreenerPorts): PictureScreener {
  let worker: Port<PictureQuestion> | undefined;
  let questions = 0;
  const waiting = new Map<number, (verdict: Verdict | undefined) => void>();

  /** The next picture gets a new worker: what failed may have been the network. */
  const giveUp = (): void => {
    worker?.end();
    worker = undefined;
    for (const tell of waiting.values()) tell(undefined);
    waiting.clear();
  };

  const hear = ({ id, verdict, seen }: PictureAnswer): void => {
    const tell = waiting.get(id);
    waiting.delete(id);
    tell?.(seen ? verdict : undefined);
    if (!seen) giveUp();
  };

  return {
    screen: (frames, as) =>
      new Promise((resolve) => {
        questions += 1;
        const id = questions;
        const stop = after(pictureWaitMs, giveUp);
        waiting.set(id, (verdict) => {
          stop();
          resolve(verdict);
        });
        worker ??= openWorker(hear, giveUp);
        worker.post({ id, frames, ...as });
      }),
    end: giveUp,
  };
}
