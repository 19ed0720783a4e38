import { setTimeout as delay } from 'node:timers/promises';
import type { QueueCounts } from '@sotto/protocol';
import type { Clock } from '../../ports.ts';

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
  readonly clock: Clock;
  readonly everyMs?: number;
}

const defaultEveryMs = 1_000;

/** Counts older than this are counted anew. A lease that runs out changes no version, nor does a report that is stored after one with a higher number. */
const longestMs = 10_000;

/** Asks the database once a second whether something has happened: one cheap query a node, however many moderators listen, and none where nobody does. */
export function createQueueNews({
  version,
  counts,
  clock,
  everyMs = defaultEveryMs,
}: QueueNewsParts): QueueNews {
  const listeners = new Set<Listener>();
  let known: { readonly version: string; readonly atMs: number; readonly counts: QueueCounts } | undefined;
  let watching = false;

  const look = async (): Promise<void> => {
    const now = await version();
    const before = known;
    const isSame = before?.version === now;
    if (isSame && Math.abs(clock() - before.atMs) < longestMs) return;
    // The version was read first: what happens in between is counted, and told once more.
    const counted = await counts();
    known = { version: now, atMs: clock(), counts: counted };
    if (isSame && areAlike(before.counts, counted)) return;
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

/** The database gives the groups in any order. */
function areAlike(one: QueueCounts, other: QueueCounts): boolean {
  return textOf(one) === textOf(other);
}

function textOf({ counts }: QueueCounts): string {
  return counts
    .map(({ reason, desk, priority, open, held }) => [reason, desk, priority, open, held].join())
    .sort()
    .join('\n');
}
