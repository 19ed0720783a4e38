/** Something that wants attention at a time. `bucket` belongs to {@link Deadlines}; it starts as -1. */
export interface Timed {
  bucket: number;
}

/**
 * Deadlines of very many things with one timer for all: each sits in the bucket of its deadline, and a tick empties
 * the buckets that are past. Precise to one tick, never early. A timer for each would cost some 200 bytes and a
 * closure.
 */
export class Deadlines<Item extends Timed> {
  readonly #tickMs: number;
  readonly #buckets = new Map<number, Set<Item>>();

  constructor(tickMs: number) {
    this.#tickMs = tickMs;
  }

  /** Sets, moves or, with `undefined`, removes the deadline of an item. */
  set(item: Item, atMs: number | undefined): void {
    const bucket = atMs === undefined ? -1 : Math.ceil(atMs / this.#tickMs);
    if (bucket === item.bucket) return;
    this.#take(item);
    item.bucket = bucket;
    if (bucket === -1) return;
    const items = this.#buckets.get(bucket);
    if (items === undefined) this.#buckets.set(bucket, new Set([item]));
    else items.add(item);
  }

  /** Removes and returns everything that is due. */
  due(nowMs: number): Item[] {
    const now = Math.floor(nowMs / this.#tickMs);
    const due: Item[] = [];
    for (const [bucket, items] of this.#buckets) {
      if (bucket > now) continue;
      this.#buckets.delete(bucket);
      for (const item of items) {
        item.bucket = -1;
        due.push(item);
      }
    }
    return due;
  }

  #take(item: Item): void {
    const items = this.#buckets.get(item.bucket);
    if (items === undefined) return;
    items.delete(item);
    if (items.size === 0) this.#buckets.delete(item.bucket);
  }
}
