import { limits } from '@sotto/protocol';
import type { MatchingConfig } from './config.ts';
import type { TicketRows } from './ticket-rows.ts';

/** What two have in common as one number: how many interests they share, and this where they share a language too. */
export const speaks = 0x80;
const commonCount = 0x100;

/** Bits of a word that name a region; "rather not say" is nobody's neighbour. */
const knownRegions = 0b11_1110 << 10;

/** The part of the interests' weight that a number of shared ones earns: 0, 1/2, 3/4, 7/8... */
const interestWorth = Float64Array.from({ length: speaks }, (_, shared) => 1 - 2 ** -shared);

/**
 * What pairs are worth that pass each other's filters and are not kept apart, 0 to about 1.2. It is asked about many
 * candidates of one ticket in turn, so what that ticket adds to each is looked up once, by {@link PairWorth.begin}.
 */
export class PairWorth {
  readonly config: MatchingConfig;
  readonly #rows: TicketRows;
  /** What two are worth by what they have in common. */
  readonly #byCommon: Float64Array;
  #regions = 0;
  #reputation = 0;
  #bonus = 0;
  #nowMs = 0;

  constructor(rows: TicketRows, config: MatchingConfig) {
    const { base, interests, language } = config.weights;
    this.config = config;
    this.#rows = rows;
    this.#byCommon = Float64Array.from(
      { length: commonCount },
      (_, common) =>
        base +
        interests * (interestWorth[common & (speaks - 1)] as number) +
        (common >= speaks ? language : 0),
    );
  }

  /** The pairs to come are with this slot. */
  begin(slot: number, nowMs: number): void {
    const rows = this.#rows;
    this.#nowMs = nowMs;
    this.#regions = rows.word(slot) & knownRegions;
    this.#reputation = rows.reputation(slot);
    this.#bonus = this.#bonusOf(slot);
  }

  /** What the pair with another slot is worth; the same whoever of the two began. `common`: see {@link speaks}. */
  with(other: number, common: number): number {
    const rows = this.#rows;
    const { weights } = this.config;
    const apart = Math.abs(this.#reputation - rows.reputation(other));
    return (
      (this.#byCommon[common] as number) +
      ((rows.word(other) & this.#regions) !== 0 ? weights.region : 0) +
      weights.reputation * (1 - apart) +
      (this.#bonus + this.#bonusOf(other))
    );
  }

  /**
   * The most that a pair with the ticket of a slot can be worth, bonuses aside: who tells no interests cannot share
   * any, and gains nothing by holding out for somebody who does.
   */
  ceilingOf(slot: number): number {
    const rows = this.#rows;
    const { weights } = this.config;
    const tellsRegion = (rows.word(slot) & knownRegions) !== 0;
    const common = Math.min(rows.interestCount(slot), limits.maxInterests) | speaks;
    return (this.#byCommon[common] as number) + (tellsRegion ? weights.region : 0) + weights.reputation;
  }

  /** What one side's wait and priority add, each bounded; half of the bound a side. */
  #bonusOf(slot: number): number {
    const { ageBonusMax, ageBonusFullMs, priorityBonusPerUnit, priorityBonusMax } = this.config;
    const rows = this.#rows;
    const waitMs = this.#nowMs - rows.enteredAtMs(slot);
    const age = Math.min(Math.max(waitMs, 0) / ageBonusFullMs, 1) * ageBonusMax;
    const paid = Math.min(rows.priority(slot) * priorityBonusPerUnit, priorityBonusMax);
    return (age + paid) / 2;
  }
}
