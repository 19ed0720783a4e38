import { growInt32 } from './grow.ts';

const leastEntries = 4;

/**
 * Lists of the slots that share something, with linking, unlinking and access by position in constant time.
 *
 * A slot can stand in up to `perSlot` lists, one for each of its entries; entry `k` of slot `s` is the number
 * `s * perSlot + k`. Lists hold entries. Unlinking moves the last entry of the list into the gap
 * (swap-remove), so the order within a list means nothing.
 */
export class PostingLists {
  readonly perSlot: number;
  readonly #entries: (Int32Array | undefined)[] = [];
  #sizes = new Int32Array(64);
  /** By entry: its list (-1: none), and its position there. */
  #listOf: Int32Array;
  #positionOf: Int32Array;

  constructor(perSlot: number, slots: number) {
    this.perSlot = perSlot;
    this.#listOf = new Int32Array(slots * perSlot).fill(-1);
    this.#positionOf = new Int32Array(slots * perSlot);
  }

  /** Makes room for slots below `slots`. */
  reserve(slots: number): void {
    const before = this.#listOf.length;
    this.#listOf = growInt32(this.#listOf, slots * this.perSlot);
    this.#listOf.fill(-1, before);
    this.#positionOf = growInt32(this.#positionOf, slots * this.perSlot);
  }

  size(list: number): number {
    return list < this.#sizes.length ? (this.#sizes[list] as number) : 0;
  }

  /**
   * Copies `length` slots from a position of the list on to `into`, going on at the start after the end. Position
   * and length are at most `size(list)`.
   */
  copySlots(list: number, first: number, length: number, into: Int32Array, offset: number): void {
    const entries = this.#entries[list] as Int32Array;
    const size = this.#sizes[list] as number;
    let position = first;
    for (let i = 0; i < length; i += 1) {
      into[offset + i] = ((entries[position] as number) / this.perSlot) | 0;
      position = position + 1 === size ? 0 : position + 1;
    }
  }

  /** Puts entry `k` of the slot into the list. It must stand in none. */
  link(slot: number, k: number, list: number): void {
    const entry = slot * this.perSlot + k;
    if (list >= this.#sizes.length)
      this.#sizes = growInt32(this.#sizes, Math.max(list + 1, this.#sizes.length * 2));
    const size = this.#sizes[list] as number;
    let entries = this.#entries[list];
    if (entries === undefined || size === entries.length) {
      entries = entries === undefined ? new Int32Array(leastEntries) : growInt32(entries, size * 2);
      this.#entries[list] = entries;
    }
    entries[size] = entry;
    this.#sizes[list] = size + 1;
    this.#listOf[entry] = list;
    this.#positionOf[entry] = size;
  }

  /** Takes all entries of the slot out of their lists. */
  unlinkAll(slot: number): void {
    const first = slot * this.perSlot;
    for (let entry = first; entry < first + this.perSlot; entry += 1) {
      const list = this.#listOf[entry] as number;
      if (list !== -1) this.#unlink(entry, list);
    }
  }

  #unlink(entry: number, list: number): void {
    const entries = this.#entries[list] as Int32Array;
    const last = (this.#sizes[list] as number) - 1;
    const position = this.#positionOf[entry] as number;
    const moved = entries[last] as number;
    entries[position] = moved;
    this.#positionOf[moved] = position;
    this.#sizes[list] = last;
    this.#listOf[entry] = -1;
    // An empty list gives its memory back, but for the least, which those that come and go would ask for again.
    if (last === 0 && entries.length > leastEntries) this.#entries[list] = undefined;
  }
}
