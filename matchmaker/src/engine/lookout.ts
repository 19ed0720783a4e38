import type { Candidates } from './candidates.ts';
import type { MatchingConfig } from './config.ts';
import type { Edges } from './edges.ts';
import { speaks, type PairWorth } from './pair-worth.ts';
import { areKeptApart } from './pairing.ts';
import type { Threshold } from './threshold.ts';
import type { TicketTable } from './ticket-table.ts';
import { minSharedInterests, needsSharedLanguage, wordsFit } from './wants.ts';

/** Looks at a bounded number of candidates of a ticket, and says what it saw in its fields. */
export class Lookout {
  /** The best partner of those who are good enough, or -1, and what the pair is worth. */
  partner = -1;
  worth = 0;
  /** What the best permitted pair is worth that is not good enough yet; 0 where none is permitted. */
  refusedWorth = 0;

  readonly #table: TicketTable;
  readonly #candidates: Candidates;
  readonly #threshold: Threshold;
  readonly #config: MatchingConfig;
  readonly #random: () => number;
  readonly #worth: PairWorth;
  /** By candidate who fits, what the two have in common; see `speaks`. */
  readonly #common: Uint8Array;

  constructor(
    table: TicketTable,
    candidates: Candidates,
    threshold: Threshold,
    worth: PairWorth,
    random: () => number,
  ) {
    this.#table = table;
    this.#candidates = candidates;
    this.#threshold = threshold;
    this.#config = worth.config;
    this.#random = random;
    this.#worth = worth;
    this.#common = new Uint8Array(worth.config.maxProbes);
  }

  /** Looks for one partner: at a few first, and at the rest unless one of those leaves little to wish for. */
  lookForOne(slot: number, nowMs: number): void {
    const { maxProbes, firstProbes, contentAt } = this.#config;
    this.#begin(slot);
    this.#judge(slot, this.#candidates.draw(this.#random, firstProbes), nowMs);
    if (this.#candidates.sawAll) return;
    if (this.partner !== -1 && this.worth >= contentAt * this.#ceiling(slot, this.partner)) return;
    this.#judge(slot, this.#candidates.draw(this.#random, maxProbes - firstProbes), nowMs);
  }

  /** Looks at as many as may be, and puts all who are good enough to `edges`. */
  lookForAll(slot: number, nowMs: number, edges: Edges): void {
    this.#begin(slot);
    const drawn = this.#candidates.draw(this.#random, this.#config.maxProbes);
    this.#judge(slot, drawn, nowMs, edges);
  }

  /**
   * What a pair must be worth now: the threshold for the longer of the two waits, as a share of what the one who
   * could have more could have at best.
   */
  needed(a: number, b: number, nowMs: number): number {
    const { rows } = this.#table;
    const longerWaitMs = nowMs - Math.min(rows.enteredAtMs(a), rows.enteredAtMs(b));
    return this.#threshold.at(longerWaitMs) * this.#ceiling(a, b);
  }

  #begin(slot: number): void {
    this.#candidates.choose(slot);
    this.partner = -1;
    this.worth = 0;
    this.refusedWorth = 0;
  }

  #ceiling(a: number, b: number): number {
    const { rows } = this.#table;
    return Math.max(rows.ceiling(a), rows.ceiling(b));
  }

  #judge(slot: number, drawn: number, nowMs: number, edges?: Edges): void {
    const table = this.#table;
    const candidates = this.#candidates.drawn;
    const count = this.#keepFitting(slot, drawn);
    this.#worth.begin(slot, nowMs);
    for (let i = 0; i < count; i += 1) {
      const other = candidates[i] as number;
      const worth = this.#worth.with(other, this.#common[i] as number);
      const isGood = worth >= this.needed(slot, other, nowMs);
      const isNews = isGood ? edges !== undefined || worth > this.worth : worth > this.refusedWorth;
      // Last, since few come so far: whom somebody avoids stands in memory of its own.
      if (!isNews || areKeptApart(table, slot, other, nowMs, this.#config)) continue;
      if (!isGood) {
        this.refusedWorth = worth;
        continue;
      }
      edges?.add(slot, other, worth);
      if (worth > this.worth) {
        this.partner = other;
        this.worth = worth;
      }
    }
  }

  /**
   * Moves those drawn who pass the filters to the front, and answers how many. Each filter has a loop of its own
   * that reads one part of each candidate and nothing else, so that the processor fetches many at once: they
   * come from all over the table, and one by one each would be waited for.
   */
  #keepFitting(slot: number, count: number): number {
    const { rows } = this.#table;
    const { drawn } = this.#candidates;
    const common = this.#common;
    const word = rows.word(slot);
    let fitting = 0;
    for (let i = 0; i < count; i += 1) {
      const other = drawn[i] as number;
      if (other !== slot && wordsFit(word, rows.word(other))) drawn[fitting++] = other;
    }
    const wants = rows.wants(slot);
    let speaking = 0;
    for (let i = 0; i < fitting; i += 1) {
      const other = drawn[i] as number;
      const speak = rows.shareLanguage(slot, other);
      if (!speak && needsSharedLanguage(wants | rows.wants(other))) continue;
      common[speaking] = speak ? speaks : 0;
      drawn[speaking++] = other;
    }
    let sharing = 0;
    for (let i = 0; i < speaking; i += 1) {
      const other = drawn[i] as number;
      const needed = Math.max(minSharedInterests(wants), minSharedInterests(rows.wants(other)));
      const shared = rows.sharedInterests(slot, other);
      if (shared < needed) continue;
      common[sharing] = (common[i] as number) | shared;
      drawn[sharing++] = other;
    }
    return sharing;
  }
}
