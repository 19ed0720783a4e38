import type { CaseView, DecideRequest, Moderator, QueueCounts, QueueRow, ReportDesk } from '@sotto/protocol';
import { decideText, problemWords } from '../text/en/console.ts';
import type { ApiFailure } from '../session/api-caller.ts';
import { openCaseFile, type CaseFile } from './case-file.ts';
import type { ConsoleApi } from './console-api.ts';
import { afterRemoval, continued, moved, refreshed, type QueueFilter } from './queue.ts';

type Phase = 'asking' | 'signed-out' | 'signed-in';
/** `loading`: on its way. `failed`: it did not come. Absent: not asked for, since the report is not held. */
type Evidence = CaseFile | { readonly state: 'loading' | 'failed' };

/** The console of one tab: who has signed in, the queue, and the report that is open. */
export class Console {
  readonly #api: ConsoleApi;
  phase = $state<Phase>('asking');
  me = $state.raw<Moderator>();
  rows = $state.raw<readonly QueueRow[]>([]);
  /** Behind what the next page begins. */
  next = $state<string>();
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
    await this.#api.signOut();
    this.#leave();
  }

  async refresh(): Promise<void> {
    const { filter } = this;
    const [page, counts] = await Promise.all([this.#api.queue(filter), this.#api.counts()]);
    if (filter !== this.filter) return;
    if (!page.ok) return void this.#heard(page.error);
    this.reachable = true;
    if (counts.ok) this.counts = counts.value.counts;
    const isLast = page.value.next === undefined;
    const rows = refreshed(this.rows, page.value.rows, isLast);
    if (isLast || rows.length === page.value.rows.length) this.next = page.value.next;
    this.rows = rows;
  }

  async more(): Promise<void> {
    const { filter, next } = this;
    if (next === undefined) return;
    const page = await this.#api.queue(filter, next);
    if (filter !== this.filter || next !== this.next) return;
    if (!page.ok) return void this.#heard(page.error);
    this.rows = continued(this.rows, page.value.rows);
    this.next = page.value.next;
  }

  async narrow(filter: QueueFilter): Promise<void> {
    this.filter = filter;
    this.rows = [];
    this.next = undefined;
    await this.refresh();
  }

  async move(by: 1 | -1): Promise<void> {
    const to = moved(this.rows, this.selected, by);
    if (to === undefined || to === this.selected) return;
    if (to === this.rows.at(-1)?.id) void this.more();
    await this.select(to);
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
    this.rows = this.rows.filter(({ id }) => !done.includes(id));
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
