/**
 * How many chunks of a picture may be under way, so that a message written meanwhile does not wait behind them in
 * some router's queue: the way of LEDBAT (RFC 6817). What a chunk takes beyond the quickest one so far, it spent in queues.
 * While that is little the window grows, beyond it shrinks.
 */
export interface Pace {
  /** In chunks. */
  readonly window: number;
  /** The quickest way there and back so far. */
  readonly baseMs: number | undefined;
  /** The chunk that is being timed. */
  readonly probe: { readonly index: number; readonly atMs: number } | undefined;
}

export const leastWindow = 2;
export const mostWindow = 64;
/** Time in queues that a message can bear. */
export const queueTargetMs = 100;

export const newPace: Pace = { window: 4, baseMs: undefined, probe: undefined };

/** Takes note that a chunk has gone out. One at a time is timed. */
export function chunkGone(pace: Pace, index: number, nowMs: number): Pace {
  return pace.probe === undefined ? { ...pace, probe: { index, atMs: nowMs } } : pace;
}

/** Takes note that the receiver has so many chunks. */
export function chunksTaken(pace: Pace, chunks: number, nowMs: number): Pace {
  const { probe, window, baseMs } = pace;
  if (probe === undefined || chunks <= probe.index) return pace;
  const tookMs = Math.max(0, nowMs - probe.atMs);
  const base = Math.min(baseMs ?? tookMs, tookMs);
  return { window: nextWindow(window, tookMs - base), baseMs: base, probe: undefined };
}

/** Twice as many while the queues are short, half as many where they are long. */
function nextWindow(window: number, queuedMs: number): number {
  if (queuedMs > queueTargetMs) return Math.max(leastWindow, Math.floor(window / 2));
  return queuedMs < queueTargetMs / 2 ? Math.min(mostWindow, window * 2) : window;
}
