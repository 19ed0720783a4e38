import type { Load } from './load-meter.ts';

export interface CostRules {
  /** Guesses on average while the load is calm. */
  readonly guesses: number;
  /** Challenges a minute, in all and for one address prefix, up to which the load counts as calm. */
  readonly calmPerMinute: number;
  readonly calmPerPrefix: number;
}

/** A flood makes registering slow, never impossible: at most so many times the calm cost. */
const maxFactor = 32;

/**
 * How many guesses the next challenge takes on average. The cost grows in proportion to the load above calm,
 * so whoever asks for twice as many challenges works four times as much.
 * @param factor at least 1; makes it dearer for reasons of its own, within the same bound.
 */
export function meanGuesses(rules: CostRules, load: Load, factor = 1): number {
  const crowd = Math.max(1, load.total / rules.calmPerMinute);
  const neighbours = Math.max(1, load.sameKey / rules.calmPerPrefix);
  return Math.ceil(rules.guesses * Math.min(maxFactor, crowd * neighbours * factor));
}
