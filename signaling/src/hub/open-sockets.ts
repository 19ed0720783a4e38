/** One open socket, or one that is about to be, in the counts of {@link OpenSockets}. */
export interface Slot {
  /** Sockets of the same address prefix. */
  count: number;
  readonly key: string;
  /** Somebody who was shut out came from this prefix lately, as was known when its latest socket was let in. */
  isNoted: boolean;
}

/** Counts open sockets by address prefix. Sockets of one prefix share one slot object. */
export class OpenSockets {
  readonly #slots = new Map<string, Slot>();
  readonly #maxPerKey: number;
  #total = 0;

  constructor(maxPerKey: number) {
    this.#maxPerKey = maxPerKey;
  }

  get total(): number {
    return this.#total;
  }

  /** Counts one more socket of `key`; `undefined` where there are enough. */
  take(key: string): Slot | undefined {
    const slot = this.#slots.get(key) ?? { count: 0, key, isNoted: false };
    if (slot.count >= this.#maxPerKey) return undefined;
    if (slot.count === 0) this.#slots.set(key, slot);
    slot.count += 1;
    this.#total += 1;
    return slot;
  }

  /** Once for each {@link take}. */
  free(slot: Slot): void {
    slot.count -= 1;
    this.#total -= 1;
    if (slot.count === 0) this.#slots.delete(slot.key);
  }
}
