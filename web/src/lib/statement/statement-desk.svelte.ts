import type { StatementOfReasons } from '@sotto/protocol';
import type { ApiFailure } from '../session/api-caller.ts';
import type { StatementApi } from './statement-api.ts';

/** Why something could not be asked or sent. */
export type StatementTrouble = 'unknown' | 'closed' | 'too-many-requests' | 'unreachable';

/** One statement on a page: kept up to date, and appealed against. */
export class StatementDesk {
  readonly #api: StatementApi;
  statement = $state.raw<StatementOfReasons>();
  /** Of the latest look-up. */
  trouble = $state<StatementTrouble>();
  asking = $state(false);

  constructor(api: StatementApi, known?: StatementOfReasons) {
    this.#api = api;
    this.statement = known;
  }

  /** Asks for the newest of what is shown, or for another one. */
  async ask(receipt = this.statement?.receipt): Promise<void> {
    if (receipt === undefined || this.asking) return;
    this.asking = true;
    const answer = await this.#api.lookUp(receipt);
    this.asking = false;
    this.trouble = answer.ok ? undefined : troubleOf(answer.error);
    if (answer.ok) this.statement = answer.value;
    else if (this.trouble === 'unknown') this.statement = undefined;
  }

  /** Answers why it did not come through. */
  async appeal(text: string): Promise<StatementTrouble | undefined> {
    if (this.statement === undefined) return 'unknown';
    const { receipt } = this.statement;
    const answer = await this.#api.appeal(receipt, text);
    if (answer.ok) {
      this.statement = answer.value;
      return undefined;
    }
    const trouble = troubleOf(answer.error);
    // From another tab, or too late: what is true now shows.
    if (trouble === 'closed') await this.ask(receipt);
    return trouble;
  }
}

function troubleOf(failure: ApiFailure): StatementTrouble {
  if (failure.kind !== 'problem') return 'unreachable';
  switch (failure.problem) {
    case 'not-found':
      return 'unknown';
    case 'appeal-closed':
      return 'closed';
    case 'too-many-requests':
      return 'too-many-requests';
    default:
      return 'unreachable';
  }
}
