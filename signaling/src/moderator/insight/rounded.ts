import type { Rounded } from '@sotto/protocol';

/** Counts are told to the nearest of these. */
const step = 5;
/** Of fewer cases, a median would be somebody's own time. */
const fewestForMedian = 10;

/**
 * A count that tells of nobody: to the nearest five, and `<5` for one to four. Totals are rounded by themselves and not summed up, so that what is hidden in one
 * line can't be had from the others (rounding to a base, as statistical offices do).
 */
export function rounded(count: number): Rounded {
  if (count === 0) return 0;
  return count < step ? '<5' : Math.round(count / step) * step;
}

/** A median in minutes, where there are enough to hide among. */
export function roundedMedian(medianMs: number | undefined, of: number): number | undefined {
  return medianMs === undefined || of < fewestForMedian ? undefined : Math.round(medianMs / 60_000);
}
