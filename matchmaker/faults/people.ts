import type { Ticket } from '../src/queue.ts';
import { Population } from '../src/testing/population.ts';

/** So few that blocks and recent meetings often concern somebody who waits. */
const personCount = 400;
const blocksEach = 3;
const recentEach = 6;

/** Tickets of a few hundred people who come again and again, with hard filters that seldom leave nobody. */
export class Regulars {
  readonly #random: () => number;
  readonly #people: Population;

  constructor(random: () => number) {
    this.#random = random;
    this.#people = new Population(random);
  }

  next(enteredAtMs: number): Ticket {
    const ticket = this.#people.next();
    const others = (count: number) => Array.from({ length: count }, () => this.#handle());
    return {
      ...ticket,
      handle: this.#handle(),
      wants: { ...ticket.wants, sharedLanguage: false, minSharedInterests: 0, regions: [], soft: [] },
      blocks: others(blocksEach),
      recent: others(recentEach),
      enteredAtMs,
    };
  }

  #handle(): string {
    return `regular number ${Math.floor(this.#random() * personCount)}`;
  }
}
