import { setTimeout as delay } from 'node:timers/promises';
import type { QueueCounts } from '@sotto/protocol';

type Listener = (counts: QueueCounts) => void;

/** Tells consoles that the queue is no longer what they show. */
export interface QueueNews {
  /** Tells the counts at once, and again whenever something has happened. Ends with the function that it gives. */
  listen(listener: Listener): () => void;
  /** How many listen. */
  readonly listeners: number;
}

export interface QueueNewsParts {
  /** Another text each time that something has happened, on whichever node. */
  readonly version: () => Promise<string>;
  readonly counts: () => Promise<QueueCounts>;
  readonly everyMs?: number;
}

const defaultEveryMs = 1_000;

/** Asks the database once a second whether something has happened: one cheap query a node, however many moderators listen, and none where nobody does. */
export function createQueueNews({ version, counts, everyMs = defaultEveryMs }: QueueNewsParts): QueueNews {
  const listeners = new Set<Listener>();
  let known: { readonly version: string; readonly counts: QueueCounts } | undefined;
  let watching = false;

  const look = async (): Promise<void> => {
    const now = await version();
    if (known?.version === now) return;
    // The version was read first: what happens in between is counted, and told once more.
    known = { version: now, counts: await counts() };
    for (const listener of listeners) listener(known.counts);
  };

  const watch = async (): Promise<void> => {
    watching = true;
    while (listeners.size > 0) {
      // A database that is away has no news. The pages themselves ask it too, and tell.
      await look().catch(() => undefined);
      await delay(everyMs, undefined, { ref: false });
    }
    watching = false;
    known = undefined;
  };

  return {
    listen: (listener) => {
      listeners.add(listener);
      if (known !== undefined) listener(known.counts);
      if (!watching) void watch();
      return () => listeners.delete(listener);
    },
    get listeners() {
      return listeners.size;
    },
  };
}
