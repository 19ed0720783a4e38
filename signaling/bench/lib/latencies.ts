/** Times of one kind, in milliseconds. */
export class Latencies {
  readonly #ms: number[] = [];

  add(ms: number): void {
    this.#ms.push(ms);
  }

  get count(): number {
    return this.#ms.length;
  }

  /** The time that so great a share of them keep to, to a hundredth of a millisecond. */
  percentile(share: number): number {
    const sorted = [...this.#ms].sort((a, b) => a - b);
    const at = Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1);
    return Math.round((sorted[at] ?? NaN) * 100) / 100;
  }
}

/** Does something so many times a second for so long, without waiting for it to be done; then waits for all of it. */
export async function atRate(
  perSecond: number,
  durationMs: number,
  deed: (n: number) => Promise<void> | void,
): Promise<void> {
  const pending: (Promise<void> | void)[] = [];
  const startMs = performance.now();
  let n = 0;
  await new Promise<void>((done) => {
    const timer = setInterval(() => {
      const passedMs = performance.now() - startMs;
      // What is late is made up for: a busy machine must not lighten the load.
      while (n < (Math.min(passedMs, durationMs) / 1_000) * perSecond) pending.push(deed(n++));
      if (passedMs < durationMs) return;
      clearInterval(timer);
      done();
    }, 5);
  });
  await Promise.all(pending);
}
