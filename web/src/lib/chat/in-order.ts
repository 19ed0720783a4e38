/**
 * Hands events on one by one, in their order, and holds them back while one of them is being worked on: what came after a
 * message waits until the message is read.
 */
export class InOrder<Event> {
  readonly #take: (event: Event) => void;
  #waiting: Event[] = [];
  #held = false;

  constructor(take: (event: Event) => void) {
    this.#take = take;
  }

  push(event: Event): void {
    this.#waiting.push(event);
    this.#next();
  }

  /** Nothing more is handed on until {@link release}. */
  hold(): void {
    this.#held = true;
  }

  release(): void {
    this.#held = false;
    this.#next();
  }

  /** Forgets what waits. */
  clear(): void {
    this.#waiting = [];
  }

  #next(): void {
    while (!this.#held) {
      const event = this.#waiting.shift();
      if (event === undefined) return;
      this.#take(event);
    }
  }
}
