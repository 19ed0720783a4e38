const initialPlaces = 512;

/**
 * Which slot has which hash: open addressing with linear probing, hash and slot side by side, so that looking somebody up in a large
 * pool costs one cache miss where a `Map` of strings costs several. Several slots may have one hash: the caller tells which it means.
 */
export class SlotIndex {
  /** Pairs of a hash and a slot plus one; 0 in place of the slot: free. */
  #table = new Int32Array(initialPlaces * 2);
  #mask = initialPlaces - 1;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The slot of a hash that `isIt` takes, or -1. */
  find(hash: number, isIt: (slot: number) => boolean): number {
    const place = this.#placeOf(hash, isIt);
    return place === -1 ? -1 : this.#slotAt(place);
  }

  /** Adds a slot. It must not be there. */
  add(hash: number, slot: number): void {
    if (this.#size * 2 > this.#mask) this.#grow();
    this.#put(hash, slot);
    this.#size += 1;
  }

  /** Removes the slot that was added with the hash. */
  remove(hash: number, slot: number): void {
    let gap = this.#placeOf(hash, (other) => other === slot);
    if (gap === -1) return;
    this.#size -= 1;
    // Those behind the gap that a search would have passed through it move up: nothing is left that searches must skip.
    for (let place = this.#next(gap); this.#slotAt(place) !== -1; place = this.#next(place)) {
      const home = this.#hashAt(place) & this.#mask;
      if (((place - home) & this.#mask) < ((place - gap) & this.#mask)) continue;
      this.#table[gap * 2] = this.#table[place * 2] as number;
      this.#table[gap * 2 + 1] = this.#table[place * 2 + 1] as number;
      gap = place;
    }
    this.#table[gap * 2 + 1] = 0;
  }

  #placeOf(hash: number, isIt: (slot: number) => boolean): number {
    for (let place = hash & this.#mask; ; place = this.#next(place)) {
      const slot = this.#slotAt(place);
      if (slot === -1) return -1;
      if (this.#hashAt(place) === hash && isIt(slot)) return place;
    }
  }

  #put(hash: number, slot: number): void {
    let place = hash & this.#mask;
    while (this.#slotAt(place) !== -1) place = this.#next(place);
    this.#table[place * 2] = hash;
    this.#table[place * 2 + 1] = slot + 1;
  }

  #grow(): void {
    const old = this.#table;
    this.#table = new Int32Array(old.length * 2);
    this.#mask = old.length - 1;
    for (let at = 0; at < old.length; at += 2) {
      const slot = (old[at + 1] as number) - 1;
      if (slot !== -1) this.#put(old[at] as number, slot);
    }
  }

  #next(place: number): number {
    return (place + 1) & this.#mask;
  }
  #hashAt(place: number): number {
    return this.#table[place * 2] as number;
  }
  #slotAt(place: number): number {
    return (this.#table[place * 2 + 1] as number) - 1;
  }
}
