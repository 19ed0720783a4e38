/**
 * Small numbers for strings, counted by use and given out again when the last use ends: free text such as
 * interests must not grow the memory of a process that runs for months.
 */
export class Interner {
  readonly #ids = new Map<string, number>();
  readonly #texts: string[] = [];
  readonly #uses: number[] = [];
  readonly #free: number[] = [];

  /** The number of the string, with one more use. */
  acquire(text: string): number {
    const known = this.#ids.get(text);
    if (known !== undefined) {
      this.#uses[known] = (this.#uses[known] ?? 0) + 1;
      return known;
    }
    const id = this.#free.pop() ?? this.#texts.length;
    this.#ids.set(text, id);
    this.#texts[id] = text;
    this.#uses[id] = 1;
    return id;
  }

  /** Ends one use. */
  release(id: number): void {
    const left = (this.#uses[id] ?? 0) - 1;
    this.#uses[id] = left;
    if (left > 0) return;
    this.#ids.delete(this.#texts[id] ?? '');
    this.#texts[id] = '';
    this.#free.push(id);
  }

  get size(): number {
    return this.#ids.size;
  }
}
