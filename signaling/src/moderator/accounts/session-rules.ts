/** How long a moderator stays signed in. */

export interface SessionTimes {
  readonly createdAtMs: number;
  readonly usedAtMs: number;
}

/** A screen that nobody sits at is signed out. */
export const idleMs = 30 * 60_000;
/** Longer than a shift; then the second factor is asked for again. */
export const longestMs = 12 * 60 * 60_000;
/** What gives lasting access is for whoever has just shown both factors: not for a screen left open, nor for a session that was taken over. */
const freshMs = 10 * 60_000;
/** Use is noted no more often, so that reading writes nothing. */
const noteEveryMs = 60_000;

export function isAlive({ createdAtMs, usedAtMs }: SessionTimes, nowMs: number): boolean {
  return nowMs < usedAtMs + idleMs && nowMs < createdAtMs + longestMs;
}

/** Whether both factors were shown just now. */
export function isFresh({ createdAtMs }: Pick<SessionTimes, 'createdAtMs'>, nowMs: number): boolean {
  return nowMs < createdAtMs + freshMs;
}

/** Whether the use of a living session is worth a write. */
export function shouldNote({ usedAtMs }: SessionTimes, nowMs: number): boolean {
  return nowMs >= usedAtMs + noteEveryMs;
}
