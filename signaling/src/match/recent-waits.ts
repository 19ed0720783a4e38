/** How long people lately waited: what a search can tell those who still do. */
export class RecentWaits {
  readonly #waitsMs: number[] = [];
  #next = 0;

  add(waitedMs: number): void {
    this.#waitsMs[this.#next] = waitedMs;
    this.#next = (this.#next + 1) % keptWaits;
  }

  /** The median in milliseconds; `undefined` until enough people were matched to say. */
  medianMs(): number | undefined {
    if (this.#waitsMs.length < fewestWaits) return undefined;
    const sorted = [...this.#waitsMs].sort((a, b) => a - b);
    return Math.round(sorted[sorted.length >> 1] ?? 0);
  }
}

const keptWaits = 64;
const fewestWaits = 8;
