/**
 * What a partner may send, as two leaky buckets. Drawing a line costs milliseconds, so without a bound anybody
 * could freeze the page of a stranger. An honest browser has at most 200 messages under way and may send each of them
 * again on a new channel; beyond that nobody writes for long, or reads.
 */
const buckets = {
  message: { most: 450, perSecond: 3 },
  /** Acknowledgements, read and typing marks, the safety code: no lines, but work all the same. */
  sign: { most: 1_500, perSecond: 20 },
  /** Pictures announced. Their chunks cost nothing as long as each is the next one of such a picture. */
  picture: { most: 12, perSecond: 0.2 },
} as const;

export type FloodKind = keyof typeof buckets;

/** How full the buckets were at a time, in milliseconds since the epoch. */
export interface Flood {
  readonly message: number;
  readonly sign: number;
  readonly picture: number;
  readonly atMs: number;
}

export const calm: Flood = { message: 0, sign: 0, picture: 0, atMs: 0 };

/** Counts one more; `undefined` where it is one too many. A clock that goes back drains nothing. */
export function pour(flood: Flood, kind: FloodKind, nowMs: number): Flood | undefined {
  const passedS = Math.max(0, nowMs - flood.atMs) / 1_000;
  const level = (of: FloodKind): number => Math.max(0, flood[of] - passedS * buckets[of].perSecond);
  const next = {
    message: level('message'),
    sign: level('sign'),
    picture: level('picture'),
    atMs: Math.max(nowMs, flood.atMs),
  };
  next[kind] += 1;
  return next[kind] > buckets[kind].most ? undefined : next;
}
