/** How many tries to sign in are free, and how long the next ones have to wait. */

/** Tries in a row under one name. */
export interface Tries {
  /** Each try counts as failed until it has succeeded. */
  readonly failures: number;
  readonly lastAtMs: number;
}

/** Typing errors happen: so many tries wait for nothing. */
export const freeTries = 5;
const firstDelayMs = 15_000;
/** Longer would help nobody against guessing, and let anybody lock a moderator out for long. */
const longestDelayMs = 15 * 60_000;
/** After so long without a try, all is forgotten. */
export const forgetAfterMs = 24 * 60 * 60_000;

export type TryVerdict =
  { readonly allowed: true; readonly tries: Tries } | { readonly allowed: false; readonly waitMs: number };

/**
 * Whether a name may be tried now, and what to note of the try. The delay after the fifth try in a row is 15 seconds and doubles with each up to a
 * quarter of an hour: 96 guesses a day at one name. A try that comes too early changes nothing.
 */
export function tryNow(before: Tries | undefined, nowMs: number): TryVerdict {
  const failures = before === undefined || nowMs - before.lastAtMs >= forgetAfterMs ? 0 : before.failures;
  const sinceMs = nowMs - (before?.lastAtMs ?? 0);
  // A clock that was set back lets nobody wait for longer than the delay.
  const waitMs = Math.min(delayAfterMs(failures), delayAfterMs(failures) - sinceMs);
  if (waitMs > 0) return { allowed: false, waitMs };
  return { allowed: true, tries: { failures: failures + 1, lastAtMs: nowMs } };
}

function delayAfterMs(failures: number): number {
  if (failures < freeTries) return 0;
  return Math.min(firstDelayMs * 2 ** (failures - freeTries), longestDelayMs);
}
