/**
 * How many chunks of a picture may be under way, so that a message written meanwhile does not wait behind them in
 * some router's queue: the way of LEDBAT (RFC 6817). What a chunk takes beyond the quickest one so far, it spent in queues.
 * While that is little the window grows; where it is much, and not for once only, the window shrinks: a device that is busy
 * for a moment answers late too.
 */
export interface Pace {
  /** In chunks. */
  readonly window: number;
  /** The quickest way there and back so far. */
  readonly baseMs: number | undefined;
  /** What the last ones took beyond that, at most {@link judgedBy} of them since the window changed. */
  readonly queuedMs: readonly number[];
  /** The chunk that is being timed. */
  readonly probe: { readonly index: number; readonly atMs: number } | undefined;
}

/** 16 KB: an eighth of a second on a line of one megabit. */
export const leastWindow = 1;
/** 64 KB, before anything is known of the way. */
const firstWindow = 4;
/** 512 KB: 5 MB a second over a way of a tenth of a second. More at once is more than the buffers below bear. */
export const mostWindow = 32;
/**
 * Time in queues that a message can bear: with it, most messages come at most 50 ms later than without a picture. The
 * queue may be in the browsers themselves, where these are busy.
 */
export const queueTargetMs = 40;
const judgedBy = 3;

export const newPace: Pace = { window: firstWindow, baseMs: undefined, queuedMs: [], probe: undefined };

/** Takes note that a chunk has gone out. One at a time is timed. */
export function chunkGone(pace: Pace, index: number, nowMs: number): Pace {
  return pace.probe === undefined ? { ...pace, probe: { index, atMs: nowMs } } : pace;
}

/** Takes note that the receiver has so many chunks. */
export function chunksTaken(pace: Pace, chunks: number, nowMs: number): Pace {
  const { probe, baseMs } = pace;
  if (probe === undefined || chunks <= probe.index) return pace;
  const tookMs = Math.max(0, nowMs - probe.atMs);
  const base = Math.min(baseMs ?? tookMs, tookMs);
  const queuedMs = [...pace.queuedMs, tookMs - base].slice(-judgedBy);
  const judged = judge({ ...pace, queuedMs });
  return { ...judged, baseMs: base, probe: undefined };
}

/** Twice as many when the queue was short, half as many when it was long each time. */
function judge(pace: Pace): Pace {
  const { window, queuedMs } = pace;
  const least = Math.min(...queuedMs);
  const latest = queuedMs.at(-1) ?? 0;
  if (latest < queueTargetMs / 2) return { ...pace, window: Math.min(mostWindow, window * 2), queuedMs: [] };
  if (queuedMs.length < judgedBy || least <= queueTargetMs) return pace;
  return { ...pace, window: Math.max(leastWindow, Math.floor(window / 2)), queuedMs: [] };
}
