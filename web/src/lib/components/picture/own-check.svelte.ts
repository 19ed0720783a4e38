import type { Verdict } from '@sotto/moderation-models';
import { ownScreeningOf, type OwnScreening } from './screening.ts';

/** A model that is still on its way keeps nobody from sending for longer. */
const waitMs = 5_000;

/** Looks at a picture before it is sent. What comes too late for the wait still counts. */
export class OwnCheck {
  /** While it is `checking`, sending waits. */
  says = $state.raw<OwnScreening>('checking');
  readonly #timer: ReturnType<typeof setTimeout>;
  #ended = false;

  constructor(verdict: Promise<Verdict | undefined>) {
    this.#timer = setTimeout(() => this.#say(undefined), waitMs);
    verdict.then(
      (found) => this.#say(found),
      () => this.#say(undefined),
    );
  }

  #say(verdict: Verdict | undefined): void {
    if (this.#ended) return;
    this.says = verdict === undefined ? 'unseen' : ownScreeningOf(verdict);
    if (verdict !== undefined) this.end();
  }

  end(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
  }
}
