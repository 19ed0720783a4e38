import type { Bytes } from '../bytes.ts';

/** Chance that repeats itself: the same numbers give the same draws (sfc32). For tests only. */
export class Chance {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(a: number, b = 0, c = 0) {
    this.#a = a | 0;
    this.#b = b | 0;
    this.#c = c | 0;
    for (let i = 0; i < 15; i += 1) this.u32();
  }

  u32(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    return sum >>> 0;
  }

  /** 0..n-1. */
  below(n: number): number {
    return this.u32() % n;
  }

  /** With a probability. */
  happens(probability: number): boolean {
    return this.u32() < probability * 2 ** 32;
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  }

  bytes(length: number): Bytes {
    return Uint8Array.from({ length }, () => this.u32() & 0xff);
  }
}
