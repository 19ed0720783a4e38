import { wilson } from '../src/evaluation/intervals.ts';

/** What a threshold is set from. */
export interface PrecisionTarget {
  /** Of the pictures that are flagged, so many should rightly be. */
  readonly precision: number;
  /** So many of the pictures that strangers send are taken to be of the kind. An assumption: nobody can count them. */
  readonly share: number;
  /** So many of these the model is taken to find. An assumption too: there are no such pictures to measure with. */
  readonly recall: number;
}

/** The share of harmless pictures that may be flagged, by the definition of precision. */
export const allowedFalseAlarms = ({ precision, share, recall }: PrecisionTarget): number =>
  (share * recall * (1 - precision)) / (precision * (1 - share));

/**
 * The smallest threshold, in hundredths and not below `floor`, that flags so few harmless pictures that the upper end
 * of the 95 % interval stays within what is allowed. Undefined where none does: there are too few pictures, or the
 * model is too eager.
 */
export function thresholdFor(
  harmlessScores: readonly number[],
  allowed: number,
  floor: number,
): number | undefined {
  for (let hundredths = Math.round(floor * 100); hundredths <= 99; hundredths += 1) {
    const threshold = hundredths / 100;
    const alarms = wilson(harmlessScores.filter((score) => score >= threshold).length, harmlessScores.length);
    if (alarms !== undefined && alarms.high <= allowed) return threshold;
  }
  return undefined;
}
