import type { Clock } from '../ports.ts';

const windowMs = 60_000;

/** How much of something happened in the last minute. */
export interface Load {
  readonly total: number;
  /** Under the same key. */
  readonly sameKey: number;
}

/**
 * Counts events per minute, in all and by key, over a sliding window: the running minute plus what is left of
 * the one before. Forgets a key after two minutes; needs no timer.
 */
export class LoadMeter {
  readonly #clock: Clock;
  #startMs: number;
  #current = new Map<string, number>();
  #previous = new Map<string, number>();
  #currentTotal = 0;
  #previousTotal = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#startMs = clock();
  }

  /** Counts one event, and tells the load including it. */
  count(key: string): Load {
    const left = this.#slide();
    const now = (this.#current.get(key) ?? 0) + 1;
    this.#current.set(key, now);
    this.#currentTotal += 1;
    return {
      total: this.#currentTotal + left * this.#previousTotal,
      sameKey: now + left * (this.#previous.get(key) ?? 0),
    };
  }

  /** Moves the window to now. Gives the share of the previous minute that still counts, 0 to 1. */
  #slide(): number {
    const elapsedMs = this.#clock() - this.#startMs;
    if (elapsedMs >= windowMs) {
      const adjacent = elapsedMs < 2 * windowMs;
      this.#previous = adjacent ? this.#current : new Map();
      this.#previousTotal = adjacent ? this.#currentTotal : 0;
      this.#current = new Map();
      this.#currentTotal = 0;
      this.#startMs += Math.floor(elapsedMs / windowMs) * windowMs;
    }
    return 1 - (this.#clock() - this.#startMs) / windowMs;
  }
}
