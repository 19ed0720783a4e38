/**
 * A rate limit whose whole state is one number: the generic cell rate algorithm (ITU-T I.371, virtual
 * scheduling). `everyMs` apart on average, up to `burst` at once.
 */
export interface Pace {
  readonly everyMs: number;
  readonly burst: number;
}

/**
 * Counts one event at `nowMs`. `dueMs` is the state, 0 at first; the new state comes back, or `undefined` where the
 * event is one too many.
 * @example 3 at once, then one a second: burst 3, everyMs 1000
 */
export function advance(dueMs: number, nowMs: number, { everyMs, burst }: Pace): number | undefined {
  const next = Math.max(dueMs, nowMs) + everyMs;
  return next - nowMs > everyMs * burst ? undefined : next;
}
