import { limits } from '@sotto/protocol';

/** Bytes of a row: two cache lines. */
const rowBytes = 128;
const intsPerRow = rowBytes / 4;
const doublesPerRow = rowBytes / 8;
const shortsPerRow = rowBytes / 2;
const bytesPerRow = rowBytes;

/** In a mask of languages: there are some that have no bit of their own. */
const otherLanguages = 1 << 31;

/**
 * Where each field stands in its row, counted in items of the view through which it is read. All that most candidates are
 * judged by stands in the first 48 bytes, which are within one cache line: large stores begin 16 bytes after the start of one.
 */
const at = {
  word: 0,
  wants: 1,
  languageMask: 2,
  interestMask: 3,
  enteredAtMs: 2,
  reputation: 6,
  priority: 7,
  ceiling: 8,
  avoidedBits: 9,
  blockCount: 40,
  interestCount: 41,
  avoidedCount: 21,
  languageCount: 44,
  steps: 45,
  gender: 46,
  age: 47,
  handle: 6,
  session: 7,
  interests: 16,
  languages: 52,
  wantsAtFirst: 29,
  idHash: 30,
} as const;

/**
 * What the engine knows of waiting tickets, a row of 128 bytes each, without an object a ticket. Candidates come from all
 * over the table, so a column for each field would cost a cache miss for each, where a row costs one for most candidates.
 *
 * Slots are rows; their caller sees to it that they are in range, hence the `as number`.
 */
export class TicketRows {
  #capacity: number;
  #ints: Int32Array;
  #singles: Float32Array;
  #doubles: Float64Array;
  #shorts: Uint16Array;
  #bytes: Uint8Array;

  constructor(slots: number) {
    const rows = new ArrayBuffer(slots * rowBytes);
    this.#capacity = slots;
    this.#ints = new Int32Array(rows);
    this.#singles = new Float32Array(rows);
    this.#doubles = new Float64Array(rows);
    this.#shorts = new Uint16Array(rows);
    this.#bytes = new Uint8Array(rows);
  }

  get capacity(): number {
    return this.#capacity;
  }

  grow(slots: number): void {
    const grown = new TicketRows(slots);
    grown.#bytes.set(this.#bytes);
    this.#capacity = slots;
    this.#ints = grown.#ints;
    this.#singles = grown.#singles;
    this.#doubles = grown.#doubles;
    this.#shorts = grown.#shorts;
    this.#bytes = grown.#bytes;
  }

  /** What the ticket is and accepts now: `about | accepted << 16`. */
  word(slot: number): number {
    return this.#ints[slot * intsPerRow + at.word] as number;
  }
  setWord(slot: number, word: number): void {
    this.#ints[slot * intsPerRow + at.word] = word;
  }

  /** The wants as widened by now; see `packWants`. */
  wants(slot: number): number {
    return this.#ints[slot * intsPerRow + at.wants] as number;
  }
  setWants(slot: number, wants: number): void {
    this.#ints[slot * intsPerRow + at.wants] = wants;
  }

  wantsAtFirst(slot: number): number {
    return this.#ints[slot * intsPerRow + at.wantsAtFirst] as number;
  }
  setWantsAtFirst(slot: number, wants: number): void {
    this.#ints[slot * intsPerRow + at.wantsAtFirst] = wants;
  }

  /** By which the slot is found. */
  idHash(slot: number): number {
    return this.#ints[slot * intsPerRow + at.idHash] as number;
  }
  setIdHash(slot: number, hash: number): void {
    this.#ints[slot * intsPerRow + at.idHash] = hash;
  }

  /** How many widenings are in `wants`. */
  steps(slot: number): number {
    return this.#bytes[slot * bytesPerRow + at.steps] as number;
  }
  setSteps(slot: number, steps: number): void {
    this.#bytes[slot * bytesPerRow + at.steps] = steps;
  }

  gender(slot: number): number {
    return this.#bytes[slot * bytesPerRow + at.gender] as number;
  }
  age(slot: number): number {
    return this.#bytes[slot * bytesPerRow + at.age] as number;
  }
  setPerson(slot: number, gender: number, age: number): void {
    this.#bytes[slot * bytesPerRow + at.gender] = gender;
    this.#bytes[slot * bytesPerRow + at.age] = age;
  }

  /** Fingerprint of the person. */
  handle(slot: number): number {
    return this.#doubles[slot * doublesPerRow + at.handle] as number;
  }
  /** Fingerprint of the session. */
  session(slot: number): number {
    return this.#doubles[slot * doublesPerRow + at.session] as number;
  }
  setNames(slot: number, handle: number, session: number): void {
    this.#doubles[slot * doublesPerRow + at.handle] = handle;
    this.#doubles[slot * doublesPerRow + at.session] = session;
  }

  enteredAtMs(slot: number): number {
    return this.#doubles[slot * doublesPerRow + at.enteredAtMs] as number;
  }
  setEnteredAtMs(slot: number, ms: number): void {
    this.#doubles[slot * doublesPerRow + at.enteredAtMs] = ms;
  }

  /** 0 to 1. */
  reputation(slot: number): number {
    return this.#singles[slot * intsPerRow + at.reputation] as number;
  }
  /** 0 or more. */
  priority(slot: number): number {
    return this.#singles[slot * intsPerRow + at.priority] as number;
  }
  setStanding(slot: number, reputation: number, priority: number): void {
    this.#singles[slot * intsPerRow + at.reputation] = Math.min(Math.max(reputation, 0), 1);
    this.#singles[slot * intsPerRow + at.priority] = Math.max(priority, 0);
  }

  /** The most that a pair with this ticket can be worth, bonuses aside. */
  ceiling(slot: number): number {
    return this.#singles[slot * intsPerRow + at.ceiling] as number;
  }
  setCeiling(slot: number, worth: number): void {
    this.#singles[slot * intsPerRow + at.ceiling] = worth;
  }

  /** `fingerprintBit` of everybody to avoid: most candidates are cleared by it alone. */
  avoidedBits(slot: number): number {
    return this.#ints[slot * intsPerRow + at.avoidedBits] as number;
  }
  /** How many of those to avoid are blocks; they come first. */
  blockCount(slot: number): number {
    return this.#bytes[slot * bytesPerRow + at.blockCount] as number;
  }
  /** How many there are to avoid. */
  avoidedCount(slot: number): number {
    return this.#shorts[slot * shortsPerRow + at.avoidedCount] as number;
  }
  setAvoided(slot: number, bits: number, blockCount: number, count: number): void {
    this.#ints[slot * intsPerRow + at.avoidedBits] = bits;
    this.#bytes[slot * bytesPerRow + at.blockCount] = blockCount;
    this.#shorts[slot * shortsPerRow + at.avoidedCount] = count;
  }

  /** Interned languages and interests, ascending. */
  languageCount(slot: number): number {
    return this.#bytes[slot * bytesPerRow + at.languageCount] as number;
  }
  language(slot: number, i: number): number {
    return this.#shorts[slot * shortsPerRow + at.languages + i] as number;
  }
  setLanguages(slot: number, ids: readonly number[]): void {
    const count = Math.min(ids.length, limits.maxLanguages);
    this.#bytes[slot * bytesPerRow + at.languageCount] = count;
    let mask = 0;
    for (let i = 0; i < count; i += 1) {
      const id = ids[i] as number;
      this.#shorts[slot * shortsPerRow + at.languages + i] = id;
      mask |= id < 31 ? 1 << id : otherLanguages;
    }
    this.#ints[slot * intsPerRow + at.languageMask] = mask;
  }

  interestCount(slot: number): number {
    return this.#bytes[slot * bytesPerRow + at.interestCount] as number;
  }
  interest(slot: number, i: number): number {
    return this.#ints[slot * intsPerRow + at.interests + i] as number;
  }
  setInterests(slot: number, ids: readonly number[]): void {
    const count = Math.min(ids.length, limits.maxInterests);
    this.#bytes[slot * bytesPerRow + at.interestCount] = count;
    let mask = 0;
    for (let i = 0; i < count; i += 1) {
      const id = ids[i] as number;
      this.#ints[slot * intsPerRow + at.interests + i] = id;
      mask |= 1 << (id & 31);
    }
    this.#ints[slot * intsPerRow + at.interestMask] = mask;
  }

  /** Whether two slots have a language in common. */
  shareLanguage(a: number, b: number): boolean {
    const both =
      (this.#ints[a * intsPerRow + at.languageMask] as number) &
      (this.#ints[b * intsPerRow + at.languageMask] as number);
    if ((both & ~otherLanguages) !== 0) return true;
    return both !== 0 && this.#shareOtherLanguage(a, b);
  }

  #shareOtherLanguage(a: number, b: number): boolean {
    const shorts = this.#shorts;
    let x = a * shortsPerRow + at.languages;
    let y = b * shortsPerRow + at.languages;
    const endX = x + this.languageCount(a);
    const endY = y + this.languageCount(b);
    while (x < endX && y < endY) {
      const difference = (shorts[x] as number) - (shorts[y] as number);
      if (difference === 0) return true;
      if (difference < 0) x += 1;
      else y += 1;
    }
    return false;
  }

  /** How many interests two slots have in common. */
  sharedInterests(a: number, b: number): number {
    const both =
      (this.#ints[a * intsPerRow + at.interestMask] as number) &
      (this.#ints[b * intsPerRow + at.interestMask] as number);
    return both === 0 ? 0 : this.#countShared(a, b);
  }

  #countShared(a: number, b: number): number {
    const ints = this.#ints;
    let x = a * intsPerRow + at.interests;
    let y = b * intsPerRow + at.interests;
    const endX = x + this.interestCount(a);
    const endY = y + this.interestCount(b);
    let shared = 0;
    while (x < endX && y < endY) {
      const difference = (ints[x] as number) - (ints[y] as number);
      if (difference === 0) shared += 1;
      if (difference <= 0) x += 1;
      if (difference >= 0) y += 1;
    }
    return shared;
  }
}
