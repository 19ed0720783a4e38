/** Chromium refuses the 501st connection of a process, and closed ones count until they are collected. */
const connectionsPerSweep = 100;
const bufferBytes = 64 * 1024 * 1024;
/** Held at once, eight such buffers made Chromium collect each of 72 times; one after the other they often did not. */
const buffersPerNudge = 8;
/** The last connections before a sweep are still closing: they go with the later nudges. */
const nudgesPerSweep = 3;
const nudgeEveryMs = 250;

/** What the census needs of its surroundings. */
export interface CensusTools {
  /** Allocates so many buffers of that size, holds them all at once, and drops them. */
  allocate(buffers: number, bytes: number): void;
  later(afterMs: number, run: () => void): void;
}

/**
 * Counts connections made, and now and then has the closed ones swept away. A page that does little else than
 * "Next" gives the garbage collector no reason to run: connections weigh nothing on the script's side. Each 100 of
 * them the census drops some large, never touched buffers, whose weight the collector does see. That costs some
 * ten milliseconds and no memory; without it the tab fails for good after 500. A FinalizationRegistry would not do for the count:
 * it tells of the script's half of a connection, which goes long before the browser's.
 */
export class ConnectionCensus {
  readonly #tools: CensusTools;
  #sinceSweep = 0;
  #nudgesLeft = 0;

  constructor(tools: CensusTools) {
    this.#tools = tools;
  }

  /** Counts a connection that was made. */
  add(): void {
    this.#sinceSweep += 1;
    if (this.#sinceSweep < connectionsPerSweep) return;
    this.#sinceSweep = 0;
    const idle = this.#nudgesLeft === 0;
    this.#nudgesLeft = nudgesPerSweep;
    if (idle) this.#nudge();
  }

  #nudge(): void {
    this.#tools.allocate(buffersPerNudge, bufferBytes);
    this.#nudgesLeft -= 1;
    if (this.#nudgesLeft > 0) this.#tools.later(nudgeEveryMs, () => this.#nudge());
  }
}

/**
 * Whether this browser is one that counts its connections, which is Chromium; only Chromium tells of itself by
 * `userAgentData`. Others don't need the buffers, and nobody has shown that they cost nothing there.
 */
export function countsConnections(browser: object): boolean {
  return 'userAgentData' in browser;
}

/** The browser's own tools. */
export const browserCensusTools: CensusTools = {
  allocate: (buffers, bytes) => {
    try {
      const held = Array.from({ length: buffers }, () => new ArrayBuffer(bytes));
      // Read, since bundlers drop an allocation that nobody looks at.
      if (held.some(({ byteLength }) => byteLength !== bytes)) throw new RangeError('too little');
    } catch {
      // No memory for that: the collector is under pressure already.
    }
  },
  later: (afterMs, run) => void setTimeout(run, afterMs),
};
