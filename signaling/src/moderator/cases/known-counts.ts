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

/** What holds for one version of the queue. */
interface Known {
  readonly version: string;
  readonly atMs: number;
  readonly asked: Map<string, Promise<unknown>>;
}

export function createKnownCounts(
  desk: Pick<CaseDesk, 'version' | 'counts' | 'count'>,
  clock: Clock,
): KnownCounts {
  let known: Known | undefined;
  const once = async <Answer>(key: string, ask: (nowMs: number) => Promise<Answer>): Promise<Answer> => {
    const version = await desk.version();
    const nowMs = clock();
    const age = nowMs - (known?.atMs ?? nowMs);
    if (known === undefined || known.version !== version || age < 0 || age >= longestMs)
      known = { version, atMs: nowMs, asked: new Map() };
    const { asked } = known;
    const before = asked.get(key) as Promise<Answer> | undefined;
    if (before) return before;
    const answer = ask(nowMs);
    asked.set(key, answer);
    // What failed is not known: whoever comes next asks anew.
    answer.catch(() => asked.delete(key));
    return answer;
  };
  const counts = (): Promise<readonly QueueCount[]> => once('', (nowMs) => desk.counts(nowMs));
  return {
    counts,
    count: async (filter) => {
      const { reason, desk: at, priority, held, ...rest } = filter;
      const isFree = held?.by === 'free';
      // Everybody has their own, and nobody has many.
      if (held && !isFree) return desk.count(filter);
      if (Object.values(rest).some((value) => value !== undefined))
        return once(JSON.stringify({ reason, at, priority, isFree, ...rest }), () => desk.count(filter));
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
