import type { ChatClock } from './chat-parts.ts';

/** One timer, set anew whenever the time that is due changes. */
export class DueTimer {
  readonly #clock: ChatClock;
  readonly #run: () => void;
  #dueMs: number | undefined;
  #cancel: (() => void) | undefined;

  constructor(clock: ChatClock, run: () => void) {
    this.#clock = clock;
    this.#run = run;
  }

  /** @param dueMs by the clock; `undefined` for never */
  set(dueMs: number | undefined): void {
    if (dueMs === this.#dueMs) return;
    this.#cancel?.();
    this.#cancel = undefined;
    this.#dueMs = dueMs;
    if (dueMs === undefined) return;
    this.#cancel = this.#clock.after(Math.max(0, dueMs - this.#clock.nowMs()), () => {
      this.#dueMs = undefined;
      this.#run();
    });
  }
}
