/** Pairs that could be made, with what each is worth. Grows as needed; cleared and used again. */
export class Edges {
  #length = 0;
  #a = new Int32Array(1_024);
  #b = new Int32Array(1_024);
  #worth = new Float64Array(1_024);

  get length(): number {
    return this.#length;
  }

  clear(): void {
    this.#length = 0;
  }

  add(a: number, b: number, worth: number): void {
    if (this.#length === this.#a.length) this.#grow();
    this.#a[this.#length] = a;
    this.#b[this.#length] = b;
    this.#worth[this.#length] = worth;
    this.#length += 1;
  }

  a(edge: number): number {
    return this.#a[edge] as number;
  }
  b(edge: number): number {
    return this.#b[edge] as number;
  }
  worth(edge: number): number {
    return this.#worth[edge] as number;
  }

  /** Edges, those worth most first. */
  sorted(): Uint32Array {
    const worth = this.#worth;
    const order = Uint32Array.from({ length: this.#length }, (_, edge) => edge);
    return order.sort((x, y) => (worth[y] as number) - (worth[x] as number));
  }

  #grow(): void {
    const [a, b, worth] = [this.#a, this.#b, this.#worth];
    this.#a = new Int32Array(a.length * 2);
    this.#b = new Int32Array(a.length * 2);
    this.#worth = new Float64Array(a.length * 2);
    this.#a.set(a);
    this.#b.set(b);
    this.#worth.set(worth);
  }
}
