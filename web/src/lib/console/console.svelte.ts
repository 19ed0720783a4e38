import type { CaseView, DecideRequest, Moderator, QueueCounts, ReportDesk } from '@sotto/protocol';
import { consoleText, decideText } from '../text/en/console.ts';
import { problemWords } from '../text/en/console-problems.ts';
import type { ApiFailure } from '../session/api-caller.ts';
import { openCaseFile, type CaseFile } from './case-file.ts';
import type { Asked, ConsoleApi } from './console-api.ts';
import {
  afterRemoval,
  lacks,
  moved,
  pageStart,
  placeOf,
  placed,
  without,
  type QueueFilter,
  type QueueRows,
} from './queue.ts';
import { signedOut } from './sign-out.ts';

type Phase = 'asking' | 'signed-out' | 'signed-in';
/** `loading`: on its way. `failed`: it did not come. Absent: not asked for, since the report is not held. */
type Evidence = CaseFile | { readonly state: 'loading' | 'failed' };

/** The console of one tab: who has signed in, the queue, and the report that is open. */
export class Console {
  readonly #api: ConsoleApi;
  phase = $state<Phase>('asking');
  me = $state.raw<Moderator>();
  rows = $state.raw<QueueRows>([]);
  /** Whether the server has told them. */
  loaded = $state(false);
  /** Rows in sight: from the first to the one behind the last. */
  #sight: readonly [from: number, to: number] = [0, 0];
  #lastPlace: number | undefined;
  /** Whether news come by themselves. */
  live = $state(false);
  counts = $state.raw<QueueCounts['counts']>([]);
  filter = $state.raw<QueueFilter>({});
  selected = $state<string>();
  view = $state.raw<CaseView>();
  evidence = $state.raw<Evidence>();
  /** The latest thing to tell, aloud too. */
  notice = $state('');
  reachable = $state(true);
  /** The decision that can be taken back at a key. */
  undoable = $state<string>();

  constructor(api: ConsoleApi) {
    this.#api = api;
  }

  /** Where in the queue the selected report is, or was last. */
  get place(): number | undefined {
    const at = placeOf(this.rows, this.selected);
    if (at >= 0) this.#lastPlace = at;
    return this.selected === undefined ? undefined : this.#lastPlace;
  }

  get holdsIt(): boolean {
    return this.view?.holder !== undefined && this.view.holder.id === this.me?.id;
  }

  async start(): Promise<void> {
    const answer = await this.#api.me();
    if (answer.ok) return this.entered(answer.value.moderator);
    this.#heard(answer.error);
    if (this.phase === 'asking') this.phase = 'signed-out';
  }

  async entered(me: Moderator): Promise<void> {
    this.me = me;
    this.phase = 'signed-in';
    await this.refresh();
  }

  async signOut(): Promise<void> {
    if (await signedOut(this.#api)) this.#leave();
    else this.notice = consoleText.stillSignedIn;
  }

  /** What is in sight anew; what isn't is asked for when it comes into sight. */
  async refresh(asked: Asked = 'by-hand'): Promise<void> {
    const [from] = this.#sight;
    const [counts] = await Promise.all([
      this.live ? undefined : this.#api.counts(asked),
      this.#load(from, true, asked),
    ]);
    if (counts?.ok) this.counts = counts.value.counts;
  }

  /** Says which rows are in sight, so that they are there. */
  async show(from: number, to: number): Promise<void> {
    this.#sight = [from, to];
    // The list says it by itself too, when it was refreshed.
    if (lacks(this.rows, from, to)) await this.#load(from, false, 'by-itself');
  }

  async #load(from: number, forget: boolean, asked: Asked): Promise<void> {
    const { filter } = this;
    const at = pageStart(from);
    const page = await this.#api.queue(filter, at, asked);
    if (filter !== this.filter) return;
    if (!page.ok) return void this.#heard(page.error);
    this.reachable = true;
    const { rows, total = rows.length } = page.value;
    this.rows = placed(forget ? [] : this.rows, at, rows, total);
    this.loaded = true;
  }

  /** Follows what happens, until the function that it gives is called. @param happened told when the queue has changed */
  follow(happened: () => void): () => void {
    return this.#api.follow({
      counts: (counts) => {
        this.counts = counts;
        happened();
      },
      live: (live) => {
        this.live = live;
      },
    });
  }

  async narrow(filter: QueueFilter): Promise<void> {
    this.filter = filter;
    this.#lastPlace = undefined;
    this.rows = [];
    this.loaded = false;
    this.#sight = [0, 0];
    await this.refresh();
  }

  async move(by: 1 | -1): Promise<void> {
    // A key that comes before the first rows is meant for them.
    if (!this.loaded) await this.refresh();
    const at = moved(this.rows, this.place, by);
    if (at === undefined) return;
    if (lacks(this.rows, at, at + 1)) await this.#load(at, false, 'by-hand');
    const to = this.rows[at]?.id;
    if (to !== undefined && to !== this.selected) await this.select(to);
  }

  /** Looks at a report from outside, and into it where it is held. */
  async select(id: string): Promise<void> {
    this.selected = id;
    this.view = undefined;
    this.evidence = undefined;
    await this.#look(id);
  }

  async find(receipt: string): Promise<boolean> {
    const found = await this.#api.find(receipt);
    if (found.ok) await this.select(found.value.id);
    return found.ok;
  }

  close(): void {
    this.selected = undefined;
    this.view = undefined;
    this.evidence = undefined;
  }

  async claim(): Promise<void> {
    const id = this.selected;
    if (id === undefined) return;
    const claimed = await this.#api.claim(id);
    if (!claimed.ok) this.#heard(claimed.error);
    await Promise.all([this.#look(id), this.refresh()]);
  }

  async release(): Promise<void> {
    const id = this.selected;
    if (id === undefined) return;
    const released = await this.#api.release(id);
    if (!released.ok) this.#heard(released.error);
    this.evidence = undefined;
    await Promise.all([this.#look(id), this.refresh()]);
  }

  /** `false`: it was not taken, and the form stays. */
  async decide(request: DecideRequest): Promise<boolean> {
    const id = this.selected;
    if (id === undefined) return false;
    const decided = await this.#api.decide(id, request);
    if (!decided.ok) return this.#heard(decided.error);
    this.notice = decideText.done;
    this.undoable = decided.value.decision;
    await this.#goOn(decided.value.reports);
    return true;
  }

  async escalate(desk: ReportDesk, note: string): Promise<boolean> {
    const id = this.selected;
    if (id === undefined) return false;
    const passed = await this.#api.escalate(id, desk, note);
    if (!passed.ok) return this.#heard(passed.error);
    this.notice = decideText.passedOn;
    await this.#goOn([id]);
    return true;
  }

  async note(text: string): Promise<boolean> {
    const id = this.selected;
    if (id === undefined) return false;
    const noted = await this.#api.note(id, text);
    if (!noted.ok) return this.#heard(noted.error);
    await this.#look(id);
    return true;
  }

  async hold(hold: boolean, note: string): Promise<boolean> {
    const id = this.selected;
    if (id === undefined) return false;
    const done = await this.#api.hold(id, { hold, note });
    if (!done.ok) return this.#heard(done.error);
    this.notice = hold ? decideText.held : decideText.heldNoMore;
    await this.#look(id);
    return true;
  }

  async undo(decision = this.undoable): Promise<void> {
    if (decision === undefined) return;
    const undone = await this.#api.undo(decision);
    this.undoable = undefined;
    if (!undone.ok) return void this.#heard(undone.error);
    this.notice = decideText.undone;
    const { selected } = this;
    await Promise.all([this.refresh(), selected === undefined ? undefined : this.#look(selected)]);
  }

  async loadEvidence(): Promise<void> {
    const id = this.selected;
    if (id === undefined) return;
    this.evidence = { state: 'loading' };
    const text = await this.#api.evidence(id);
    const evidence: Evidence = text.ok ? await openCaseFile(text.value) : { state: 'failed' };
    if (this.selected === id) this.evidence = evidence;
  }

  async #look(id: string): Promise<void> {
    const view = await this.#api.view(id);
    if (this.selected !== id) return;
    if (!view.ok) return void this.#heard(view.error);
    this.view = view.value;
    if (this.holdsIt && this.evidence === undefined) await this.loadEvidence();
  }

  /** On to the next report, once some are done with. */
  async #goOn(done: readonly string[]): Promise<void> {
    const to = afterRemoval(this.rows, done, this.selected);
    this.rows = without(this.rows, done);
    if (to === undefined) this.close();
    else await this.select(to);
    await this.refresh();
  }

  #heard(failure: ApiFailure): false {
    this.reachable = failure.kind !== 'unreachable';
    if (failure.kind === 'problem' && failure.problem === 'signed-out') this.#leave();
    else if (failure.kind === 'problem') this.notice = problemWords(failure.problem);
    return false;
  }

  #leave(): void {
    this.close();
    this.me = undefined;
    this.rows = [];
    this.phase = 'signed-out';
  }
}
