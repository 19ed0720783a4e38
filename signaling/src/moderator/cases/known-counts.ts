import type { Clock } from '../../ports.ts';
import type { CaseDesk, QueueCount, QueueFilter } from './case-desk.ts';

/** A lease that has run out shows in the counts after so long, though nothing has happened. */
const longestMs = 10_000;

/** Counts of the queue that are counted once for all who ask, until something has happened. Counting tens of thousands of rows is the dearest thing there is to ask. */
export interface KnownCounts {
  counts(): Promise<readonly QueueCount[]>;
  /** How many reports fit a filter. */
  count(filter: QueueFilter): Promise<number>;
}

export function createKnownCounts(
  desk: Pick<CaseDesk, 'version' | 'counts' | 'count'>,
  clock: Clock,
): KnownCounts {
  let known: { version: string; atMs: number; counts: Promise<readonly QueueCount[]> } | undefined;
  const counts = async (): Promise<readonly QueueCount[]> => {
    const version = await desk.version();
    const nowMs = clock();
    const age = nowMs - (known?.atMs ?? nowMs);
    if (known === undefined || known.version !== version || age < 0 || age >= longestMs) {
      const mine = (known = { version, atMs: nowMs, counts: desk.counts(nowMs) });
      // What failed is not known: whoever comes next asks anew.
      mine.counts.catch(() => (known = known === mine ? undefined : known));
    }
    return known.counts;
  };
  return {
    counts,
    count: async (filter) => {
      const { reason, desk: at, priority, held, ...rest } = filter;
      const isFree = held?.by === 'free';
      if ((held && !isFree) || Object.values(rest).some((value) => value !== undefined))
        return desk.count(filter);
      return (await counts())
        .filter(
          (each) =>
            (reason ?? each.reason) === each.reason &&
            (at ?? each.desk) === each.desk &&
            (priority ?? each.priority) === each.priority,
        )
        .reduce((sum, each) => sum + each.open - (isFree ? each.held : 0), 0);
    },
  };
}
