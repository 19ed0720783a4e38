import type { Verdict } from '@sotto/moderation-models';
import type { Screener } from '#lib/safety/index.ts';
import { afterTimeout, inTurns } from '#lib/safety/in-turns.ts';
import { maxWaitMs, type ScreenedDraft } from '#lib/safety/state.ts';

/** What became of a message that somebody wanted to send: it went out, a question comes first, or it could not be sent. */
export type DraftOutcome = 'sent' | 'asks' | 'refused';

/** A text under the eyes of the screener. */
interface Look {
  readonly text: string;
  readonly draft: ScreenedDraft;
  /** The newest word on it. */
  verdict: Verdict | undefined;
  sent: boolean;
  /** Settles with the first word. */
  readonly known: Promise<void>;
}

/** Looks at each message before it goes out, for at most `maxWaitMs`, and in the order of sending. */
export class DraftCheck {
  /** A message that goes out only when its writer says so, or not at all. */
  #held = $state.raw<Look>();
  /** The writer spoke of hurting themself: the page shows where help is. */
  offersHelp = $state(false);
  readonly #screener: Pick<Screener, 'screen'>;
  readonly #send: (text: string) => boolean;
  /** Of what stands in the field now. */
  #look: Look | undefined;
  #before: Promise<unknown> = Promise.resolve();

  constructor(screener: Pick<Screener, 'screen'>, send: (text: string) => boolean) {
    this.#screener = screener;
    this.#send = send;
  }

  /** A message that is not sent yet, and why. */
  get question(): Pick<Look, 'text' | 'verdict'> | undefined {
    return this.#held;
  }

  /** Looks at what is being written, so that its verdict is there when it is sent. */
  look(text: string): void {
    this.takeBack();
    if (this.#look?.text === text) return;
    this.#look?.draft.dropped();
    this.#look = text.trim() === '' ? undefined : this.#lookAt(text);
  }

  submit(text: string): Promise<DraftOutcome> {
    this.look(text);
    const look = this.#look ?? this.#lookAt(text);
    this.#look = undefined;
    const late = new Promise<void>((resolve) => inTurns(afterTimeout)(maxWaitMs, resolve));
    const wait = Promise.race([look.known, late]);
    // All are looked at from the start; only the sending waits for its turn.
    const outcome = this.#before.then(() => wait).then(() => this.#decide(look));
    this.#before = outcome;
    return outcome;
  }

  #lookAt(text: string): Look {
    let tellKnown: () => void = () => undefined;
    const known = new Promise<void>((resolve) => (tellKnown = resolve));
    const look: Pick<Look, 'verdict' | 'sent'> = { verdict: undefined, sent: false };
    const draft = this.#screener.screen({ side: 'sender', text }, (verdict) => {
      if (verdict === undefined) return;
      look.verdict = verdict;
      if (look.sent && verdict.offersHelp) this.offersHelp = true;
      tellKnown();
    });
    return Object.assign(look, { text, draft, known });
  }

  #decide(look: Look): DraftOutcome {
    if (look.verdict === undefined || look.verdict.action === 'allow') return this.#deliver(look);
    this.takeBack();
    this.#held = look;
    return 'asks';
  }

  #deliver(look: Look): DraftOutcome {
    look.sent = this.#send(look.text);
    if (look.sent) look.draft.sent();
    else look.draft.dropped();
    if (look.sent && look.verdict?.offersHelp) this.offersHelp = true;
    return look.sent ? 'sent' : 'refused';
  }

  /** Sends what was asked about, where the policy leaves that to the writer. */
  sendAnyway(): DraftOutcome {
    const held = this.#held;
    if (held === undefined || held.verdict?.action === 'hold') return 'refused';
    this.#held = undefined;
    return this.#deliver(held);
  }

  /** The writer thinks again. */
  takeBack(): void {
    this.#held?.draft.dropped();
    this.#held = undefined;
  }
}
