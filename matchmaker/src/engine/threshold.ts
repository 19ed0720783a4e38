import type { MatchingConfig } from './config.ts';

/** Memory of the arrival rate: short enough to follow an evening, long enough to be calm. */
const rateMemoryMs = 10_000;
/** Resolution of the decay table, in steps per half-life. */
const stepsPerHalfLife = 64;
const halfLivesInTable = 20;

/**
 * What a pair must be worth to be taken now. It starts at a height that follows how many people arrive per
 * half-life, since only those can be better than who is here, and falls by half with each half-life of the
 * longer of the two waits.
 */
export class Threshold {
  readonly #config: MatchingConfig;
  /** 2^(-steps / stepsPerHalfLife): a table, since the exponential is asked for at each candidate. */
  readonly #decay: Float64Array;
  /** Arrivals, each fading with `rateMemoryMs`. */
  #recentArrivals = 0;
  #countedAtMs = 0;
  #start = 0;

  constructor(config: MatchingConfig) {
    this.#config = config;
    const length = stepsPerHalfLife * halfLivesInTable;
    this.#decay = Float64Array.from({ length }, (_, step) => 2 ** (-step / stepsPerHalfLife));
  }

  /** Counts a ticket that came in. */
  noteArrival(nowMs: number): void {
    this.follow(nowMs);
    this.#recentArrivals += 1;
    this.#setStart();
  }

  /** Lets the arrivals fade up to now. */
  follow(nowMs: number): void {
    const passedMs = Math.max(nowMs - this.#countedAtMs, 0);
    this.#countedAtMs = nowMs;
    if (passedMs > 0) this.#recentArrivals *= Math.exp(-passedMs / rateMemoryMs);
    this.#setStart();
  }

  /** Arrivals to expect within a time, if they go on as now. */
  expectedWithin(ms: number): number {
    return (this.#recentArrivals * ms) / rateMemoryMs;
  }

  /** What a pair must be worth when the longer of the two waits is this. */
  at(waitMs: number): number {
    const step = Math.max(0, Math.floor((waitMs * stepsPerHalfLife) / this.#config.halfLifeMs));
    return step < this.#decay.length ? this.#start * (this.#decay[step] as number) : 0;
  }

  /** The wait at which a pair worth this much is taken, if the arrivals go on as now. */
  waitFor(worth: number): number {
    if (worth >= this.#start) return 0;
    const halfLives = worth > 0 ? Math.log2(this.#start / worth) : halfLivesInTable;
    // The table falls in steps: the one after is certain.
    const steps = Math.ceil(Math.min(halfLives, halfLivesInTable) * stepsPerHalfLife) + 1;
    return (steps * this.#config.halfLifeMs) / stepsPerHalfLife;
  }

  #setStart(): void {
    const expected = this.expectedWithin(this.#config.halfLifeMs);
    this.#start = (this.#config.thresholdPeak * expected) / (expected + this.#config.crowdAtHalfPeak);
  }
}
