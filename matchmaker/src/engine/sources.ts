import type { PostingLists } from './posting-lists.ts';

/** Neighbours in a list that are drawn together. */
const runLength = 8;

/** The posting lists from which one draw is made. */
export class Sources {
  readonly #lists: PostingLists;
  readonly #chosen: Int32Array;
  #count = 0;
  #total = 0;

  /** `most`: lists that are chosen at a time, at most. */
  constructor(lists: PostingLists, most: number) {
    this.#lists = lists;
    this.#chosen = new Int32Array(most);
  }

  /** Entries in all lists that are chosen. */
  get total(): number {
    return this.#total;
  }

  clear(): void {
    this.#count = 0;
    this.#total = 0;
  }

  add(list: number): void {
    const size = this.#lists.size(list);
    if (size === 0) return;
    this.#chosen[this.#count++] = list;
    this.#total += size;
  }

  /**
   * Fills `into` from `count` up to `limit` with members of the lists: all of them where they fit, else short
   * runs, evenly spread over all lists from a random offset. One random number and one pass, and each member
   * has the same chance. A run of neighbours costs one cache miss where single draws cost eight. Answers the
   * new count.
   */
  sample(into: Int32Array, count: number, limit: number, random: () => number): number {
    const all = this.#total <= limit - count;
    const stride = all ? 1 : this.#total / (limit - count);
    let at = all ? 0 : random() * stride * runLength;
    for (let i = 0; i < this.#count; i += 1) {
      const list = this.#chosen[i] as number;
      const size = this.#lists.size(list);
      while (at < size && count < limit) {
        const length = Math.min(all ? size : runLength, size, limit - count);
        this.#lists.copySlots(list, Math.floor(at), length, into, count);
        count += length;
        at += length * stride;
      }
      at -= size;
    }
    return count;
  }
}
