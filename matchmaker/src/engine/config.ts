/** The knobs of matching. Every value is a product decision; the defaults are those that the bench shows best. */
export interface MatchingConfig {
  /** Most candidates looked at for one ticket in one go: the bound on work per ticket. */
  readonly maxProbes: number;
  /** So many are looked at first when somebody arrives... */
  readonly firstProbes: number;
  /**
   * ...and no more where one of them is worth this much of what the two could have at best. The rest would gain a
   * few hundredths, and cost more than all else that is done for the ticket.
   */
  readonly contentAt: number;
  /**
   * What a pair must be worth in a busy pool when neither side has waited yet, as a share of what the two could
   * have at best.
   */
  readonly thresholdPeak: number;
  /**
   * The threshold halves with each of these: THE knob between quick (short) and good (long). `npm run bench --
   * matchmaker` prints what each setting costs in wait and gains in worth.
   */
  readonly halfLifeMs: number;
  /**
   * Arrivals per half-life at which the threshold starts at half of its peak. Holding out for a better
   * partner pays only where others are coming: in a quiet pool any permitted pair is taken at once.
   */
  readonly crowdAtHalfPeak: number;
  /** Waits at which filters listed in `wants.soft` widen by one step; see `widenWants`. */
  readonly widenAtMs: readonly [number, number, number];
  /**
   * Two people who met lately are paired again only when BOTH have waited this long: the last resort of a pool
   * in which nobody else is left. Infinity: never.
   */
  readonly recentAgainAfterMs: number;
  readonly weights: ScoreWeights;
  /** Waiting adds up to this much to what a pair with that person is worth, reached at `ageBonusFullMs`. */
  readonly ageBonusMax: number;
  readonly ageBonusFullMs: number;
  /** Each unit of priority adds this much... */
  readonly priorityBonusPerUnit: number;
  /** ...up to this much, so that priority never outweighs a shared interest. */
  readonly priorityBonusMax: number;
  /**
   * From this many arrivals expected within `batchMs` on, arrivals are gathered for so long and decided together:
   * it costs them half of it on average, and gains what first come, first served gives away. As many as `batchMost` are
   * decided sooner.
   */
  readonly batchFrom: number;
  readonly batchMs: number;
  /**
   * Most tickets that look again in one go. What a batch costs grows faster than the batch: without a bound a pool that is
   * taken over, or a process that was held up, would be busy for longer than its lease of the pool lasts.
   */
  readonly batchMost: number;
  /** A waiting ticket looks again after half of its wait so far, within these bounds. */
  readonly reprobeMinMs: number;
  readonly reprobeMaxMs: number;
}

/** What a pair is worth by its parts; they add up to 1. */
export interface ScoreWeights {
  /** Any permitted pair: meeting somebody is better than meeting nobody. */
  readonly base: number;
  /** Shared interests: half of it for the first, half of the rest for each further one. */
  readonly interests: number;
  readonly language: number;
  readonly region: number;
  /** In full for equal reputations, none for opposite ones. */
  readonly reputation: number;
}

export const defaultMatchingConfig: MatchingConfig = {
  maxProbes: 48,
  firstProbes: 16,
  contentAt: 0.75,
  thresholdPeak: 0.7,
  halfLifeMs: 4_000,
  crowdAtHalfPeak: 10,
  widenAtMs: [4_000, 8_000, 16_000],
  recentAgainAfterMs: 300_000,
  weights: { base: 0.1, interests: 0.55, language: 0.15, region: 0.1, reputation: 0.1 },
  ageBonusMax: 0.3,
  ageBonusFullMs: 5_000,
  priorityBonusPerUnit: 0.02,
  priorityBonusMax: 0.1,
  batchFrom: 4,
  batchMs: 32,
  batchMost: 1_024,
  reprobeMinMs: 48,
  reprobeMaxMs: 1_000,
};
