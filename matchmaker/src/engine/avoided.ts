/** Prints of a slot that stand in the one array: most people avoid no more. */
const nearPrints = 16;

/**
 * The fingerprints of those whom each slot avoids, in one array of all slots as far as they fit: an array for each ticket would
 * be garbage with each match.
 */
export class Avoided {
  #near: Float64Array;
  /** By slot, what does not fit. */
  readonly #far = new Map<number, number[]>();

  constructor(slots: number) {
    this.#near = new Float64Array(slots * nearPrints);
  }

  /** Makes room for slots below `slots`. */
  reserve(slots: number): void {
    const near = new Float64Array(slots * nearPrints);
    near.set(this.#near);
    this.#near = near;
  }

  /** Puts print `i` of a slot; they come in order. */
  put(slot: number, i: number, print: number): void {
    if (i < nearPrints) {
      this.#near[slot * nearPrints + i] = print;
      return;
    }
    if (i === nearPrints) this.#far.set(slot, [print]);
    else this.#far.get(slot)?.push(print);
  }

  /** Whether a print is among the first `count` of a slot. */
  has(slot: number, count: number, print: number): boolean {
    const first = slot * nearPrints;
    const end = first + Math.min(count, nearPrints);
    for (let i = first; i < end; i += 1) if (this.#near[i] === print) return true;
    return count > nearPrints && this.#isFar(slot, count - nearPrints, print);
  }

  /** Forgets a slot with so many prints. */
  clear(slot: number, count: number): void {
    if (count > nearPrints) this.#far.delete(slot);
  }

  #isFar(slot: number, count: number, print: number): boolean {
    const at = this.#far.get(slot)?.indexOf(print) ?? -1;
    return at !== -1 && at < count;
  }
}
