import { growInt32 } from './grow.ts';
import { IntBlocks, leastBlock } from './int-blocks.ts';

/** Numbers kept of a list side by side, so that one cache miss brings them: where its block starts, its size, its room. */
const intsPerList = 4;
const inList = { start: 0, size: 1, room: 2 } as const;

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
  #lists = new Int32Array(64 * intsPerList);
  readonly #blocks = new IntBlocks();
  /** By entry two numbers side by side: its list plus one (0: none), its position there. */
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
    const at = list * intsPerList + inList.size;
    return at < this.#lists.length ? (this.#lists[at] as number) : 0;
  }

  /**
   * Copies `length` slots from a position of the list on to `into`, going on at the start after the end. Position
   * and length are at most `size(list)`.
   */
  copySlots(list: number, first: number, length: number, into: Int32Array, offset: number): void {
    const { ints } = this.#blocks;
    const start = this.#lists[list * intsPerList + inList.start] as number;
    const end = start + (this.#lists[list * intsPerList + inList.size] as number);
    const shift = this.#shift;
    let from = start + first;
    for (let i = 0; i < length; i += 1) {
      into[offset + i] = (ints[from] as number) >> shift;
      from = from + 1 === end ? start : from + 1;
    }
  }

  /** Puts entry `k` of the slot into the list: `k` is the number of lists in which the slot stands already. */
  link(slot: number, k: number, list: number): void {
    const entry = (slot << this.#shift) | k;
    const at = list * intsPerList;
    if (at >= this.#lists.length) this.#lists = growInt32(this.#lists, Math.max(at * 2, intsPerList));
    const size = this.#lists[at + inList.size] as number;
    if (size === this.#lists[at + inList.room]) this.#makeRoom(at, size);
    this.#blocks.ints[(this.#lists[at + inList.start] as number) + size] = entry;
    this.#lists[at + inList.size] = size + 1;
    this.#places[entry * 2] = list + 1;
    this.#places[entry * 2 + 1] = size;
  }

  /** Takes all entries of the slot out of their lists. */
  unlinkAll(slot: number): void {
    const first = slot << this.#shift;
    for (let entry = first; entry < first + this.#perSlot; entry += 1) {
      const list = (this.#places[entry * 2] as number) - 1;
      if (list === -1) return;
      this.#unlink(entry, list * intsPerList);
    }
  }

  #unlink(entry: number, at: number): void {
    const { ints } = this.#blocks;
    const start = this.#lists[at + inList.start] as number;
    const last = (this.#lists[at + inList.size] as number) - 1;
    const position = this.#places[entry * 2 + 1] as number;
    const moved = ints[start + last] as number;
    ints[start + position] = moved;
    this.#places[moved * 2 + 1] = position;
    this.#lists[at + inList.size] = last;
    this.#places[entry * 2] = 0;
    // An empty list gives its memory back, but for the least, which those that come and go would ask for again.
    const room = this.#lists[at + inList.room] as number;
    if (last === 0 && room > leastBlock) {
      this.#blocks.free(start, room);
      this.#lists[at + inList.room] = 0;
    }
  }

  #makeRoom(at: number, size: number): void {
    const start = this.#lists[at + inList.start] as number;
    const room = Math.max(size * 2, leastBlock);
    const moved = this.#blocks.take(room);
    this.#blocks.ints.copyWithin(moved, start, start + size);
    if (size > 0) this.#blocks.free(start, size);
    this.#lists[at + inList.start] = moved;
    this.#lists[at + inList.room] = room;
  }
}
