/** Something that can be asked for a sign of life. `bucket` belongs to {@link HeartbeatWheel}. */
export interface Beating {
  bucket: number;
  beat(): void;
}

/**
 * One timer for the heartbeats of all sockets: they are dealt to the buckets of a wheel, and each turn
 * visits one bucket. So the pings of a hundred thousand sockets never come at once, also not after all have
 * reconnected together.
 */
export class HeartbeatWheel<Item extends Beating> {
  readonly #buckets: readonly Set<Item>[];
  #dealt = 0;
  #hand = 0;

  /** Each item beats once in so many turns. */
  constructor(buckets: number) {
    this.#buckets = Array.from({ length: buckets }, () => new Set<Item>());
  }

  add(item: Item): void {
    this.#dealt = (this.#dealt + 1) % this.#buckets.length;
    item.bucket = this.#dealt;
    this.#buckets[item.bucket]?.add(item);
  }

  remove(item: Item): void {
    this.#buckets[item.bucket]?.delete(item);
  }

  turn(): void {
    this.#hand = (this.#hand + 1) % this.#buckets.length;
    for (const item of this.#buckets[this.#hand] ?? []) item.beat();
  }

  get size(): number {
    return this.#buckets.reduce((sum, bucket) => sum + bucket.size, 0);
  }

  *[Symbol.iterator](): Iterator<Item> {
    for (const bucket of this.#buckets) yield* bucket;
  }
}
