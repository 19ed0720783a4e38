import { growInt32 } from './grow.ts';

const leastEntries = 4;

/**
 * Lists of the slots that share something, with linking, unlinking and access by position in constant time.
 *
 * A slot can stand in up to `perSlot` lists, one for each of its entries, which are used in their order; entry `k` of
 * slot `s` is the number `s << shift | k`. Lists hold entries. Unlinking moves the last entry of the list into
 * the gap (swap-remove), so the order within a list means nothing.
 */
export class PostingLists {
  readonly #perSlot: number;
  readonly #shift: number;
  readonly #entries: (Int32Array | undefined)[] = [];
  #sizes = new Int32Array(64);
  /** By entry two numbers side by side, so that one cache miss brings both: its list plus one (0: none), its position there. */
  #places: Int32Array;

  constructor(perSlot: number, slots: number) {
    this.#perSlot = perSlot;
    this.#shift = Math.ceil(Math.log2(perSlot));
    this.#places = new Int32Array(slots << (this.#shift + 1));
  }

  /** Makes room for slots below `slots`. */
  reserve(slots: number): void {
    this.#places = growInt32(this.#places, slots << (this.#shift + 1));
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
    const shift = this.#shift;
    let position = first;
    for (let i = 0; i < length; i += 1) {
      into[offset + i] = (entries[position] as number) >> shift;
      position = position + 1 === size ? 0 : position + 1;
    }
  }

  /** Puts entry `k` of the slot into the list: `k` is the number of lists in which the slot stands already. */
  link(slot: number, k: number, list: number): void {
    const entry = (slot << this.#shift) | k;
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
    this.#places[entry * 2] = list + 1;
    this.#places[entry * 2 + 1] = size;
  }

  /** Takes all entries of the slot out of their lists. */
  unlinkAll(slot: number): void {
    const first = slot << this.#shift;
    for (let entry = first; entry < first + this.#perSlot; entry += 1) {
      const list = (this.#places[entry * 2] as number) - 1;
      if (list === -1) return;
      this.#unlink(entry, list);
    }
  }

  #unlink(entry: number, list: number): void {
    const entries = this.#entries[list] as Int32Array;
    const last = (this.#sizes[list] as number) - 1;
    const position = this.#places[entry * 2 + 1] as number;
    const moved = entries[last] as number;
    entries[position] = moved;
    this.#places[moved * 2 + 1] = position;
    this.#sizes[list] = last;
    this.#places[entry * 2] = 0;
    // An empty list gives its memory back, but for the least, which those that come and go would ask for again.
    if (last === 0 && entries.length > leastEntries) this.#entries[list] = undefined;
  }
}
