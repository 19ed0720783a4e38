import { safetyCodeOf, type SafetySymbol } from '@sotto/protocol';
import type { Chat } from './chat-state.ts';

type Answer = readonly SafetySymbol[] | undefined;

/** Those who wait for the safety code. */
export class CodeRequests {
  readonly #waiting: ((code: Answer) => void)[] = [];

  add(answer: (code: Answer) => void): void {
    this.#waiting.push(answer);
  }

  /** Answers everybody, unless there is a code to come. */
  answer({ link, safety }: Chat): void {
    if (this.#waiting.length === 0) return;
    const live = link === 'open' || link === 'reconnecting';
    const code = live && safety !== undefined ? safetyCodeOf(safety) : undefined;
    if (live && code === undefined) return;
    for (const resolve of this.#waiting.splice(0)) resolve(code);
  }
}
