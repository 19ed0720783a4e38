import { growInt32 } from './grow.ts';

/** Numbers in the smallest block. */
export const leastBlock = 4;
const intsAtFirst = 1_024;

/**
 * Blocks of numbers in one array, their sizes powers of two from {@link leastBlock} on. An array of its own for each list
 * would cost three more cache misses to get at one number: its object, its elements, their store.
 */
export class IntBlocks {
  /** The array; another one after a {@link take}. */
  ints = new Int32Array(intsAtFirst);
  #end = 0;
  /** By the exponent of the size: the first free block plus one, or 0. The first number of a free block is the next one. */
  readonly #free = new Int32Array(32);

  /** A block for so many numbers, which may hold anything. Answers where it starts. */
  take(size: number): number {
    const exponent = exponentOf(size);
    const start = (this.#free[exponent] as number) - 1;
    if (start !== -1) {
      this.#free[exponent] = this.ints[start] as number;
      return start;
    }
    const fresh = this.#end;
    this.#end += size;
    if (this.#end > this.ints.length) this.ints = growInt32(this.ints, 2 ** exponentOf(this.#end * 2));
    return fresh;
  }

  free(start: number, size: number): void {
    const exponent = exponentOf(size);
    this.ints[start] = this.#free[exponent] as number;
    this.#free[exponent] = start + 1;
  }
}

/** Of the power of two that is no greater. */
function exponentOf(size: number): number {
  return 31 - Math.clz32(size);
}
