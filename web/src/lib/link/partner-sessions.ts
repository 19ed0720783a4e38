import { sessionIdOf } from './session-description.ts';

/** `next`: of another connection than the one before; `over`: of one that is over, or of none. */
export type SessionStanding = 'first' | 'present' | 'next' | 'over';

/** The connections of the partner's browser, by the ids in their descriptions: the present one, and those that are over. */
export class PartnerSessions {
  #present: string | undefined;
  readonly #former = new Set<string>();

  /** A description of the present one has come. */
  get isKnown(): boolean {
    return this.#present !== undefined;
  }

  /** One is over, and nothing has come of the next. */
  get isAwaited(): boolean {
    return this.#present === undefined && this.#former.size > 0;
  }

  standingOf(sdp: string): SessionStanding {
    const session = sessionIdOf(sdp);
    if (session === undefined || this.#former.has(session)) return 'over';
    if (session === this.#present) return 'present';
    return this.isKnown || this.isAwaited ? 'next' : 'first';
  }

  begin(sdp: string): void {
    this.#present = sessionIdOf(sdp);
  }

  end(): void {
    if (this.#present !== undefined) this.#former.add(this.#present);
    this.#present = undefined;
  }
}
