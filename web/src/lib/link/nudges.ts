/**
 * When something is to be said on a channel whose path has changed, in milliseconds after it did.
 *
 * What was sent into the lost path is sent again by SCTP, but each loss doubles its wait, up to a minute, and no word of the new path
 * reaches it (RFC 9260 §6.3.3). Three answers that still lack a packet make it send that one at once (§7.2.4), and the first answers to
 * something that was not lost shorten the wait again. The first few go out while the partner's browser, which follows to the
 * new path when something comes by it (Chromium), may still answer by the old one; so there are more of them, ever further apart.
 */
export const nudgeAtMs = [0, 50, 100, 150, 300, 600, 1_200] as const;

/** The nudges after a change; each change begins them anew. */
export class Nudges {
  readonly #nudge: () => void;
  #timers: readonly ReturnType<typeof setTimeout>[] = [];

  constructor(nudge: () => void) {
    this.#nudge = nudge;
  }

  start(): void {
    this.stop();
    this.#timers = nudgeAtMs.map((afterMs) => setTimeout(this.#nudge, afterMs));
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }
}
