import type { AppealDecide, AppealRow, AppealView, Moderator } from '@sotto/protocol';
import { appealText } from '../text/en/appeals.ts';
import { consoleText } from '../text/en/console.ts';
import { problemWords } from '../text/en/console-problems.ts';
import type { ApiFailure } from '../session/api-caller.ts';
import { openCaseFile, type CaseFile } from './case-file.ts';
import type { Asked, ConsoleApi } from './console-api.ts';
import { continued, movedTo, refreshed } from './appeal-rows.ts';
import { signedOut } from './sign-out.ts';

/** The appeals of one tab: the queue, and the one that is open. */
export class Appeals {
  readonly #api: ConsoleApi;
  phase = $state<'asking' | 'signed-out' | 'signed-in'>('asking');
  me = $state.raw<Moderator>();
  rows = $state.raw<readonly AppealRow[]>([]);
  open = $state(0);
  next = $state<string>();
  selected = $state<string>();
  view = $state.raw<AppealView>();
  evidence = $state.raw<CaseFile | { readonly state: 'loading' | 'failed' }>();
  /** The latest thing to tell, aloud too. */
  notice = $state('');
  reachable = $state(true);

  constructor(api: ConsoleApi) {
    this.#api = api;
  }

  get holdsIt(): boolean {
    return this.view?.holder !== undefined && this.view.holder.id === this.me?.id;
  }

  /** Whether the open one is this moderator's own decision. */
  get isOwn(): boolean {
    return this.view?.firstBy.id === this.me?.id;
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

  async refresh(asked: Asked = 'by-hand'): Promise<void> {
    const page = await this.#api.appeals.page(asked);
    if (!page.ok) return void this.#heard(page.error);
    this.reachable = true;
    const { rows, open, next } = page.value;
    const isLast = next === undefined;
    const shown = refreshed(this.rows, rows, isLast);
    if (isLast || shown.length === rows.length) this.next = next;
    this.rows = shown;
    this.open = open;
  }

  async more(): Promise<void> {
    if (this.next === undefined) return;
    const page = await this.#api.appeals.page('by-hand', this.next);
    if (!page.ok) return void this.#heard(page.error);
    this.rows = continued(this.rows, page.value.rows);
    this.next = page.value.next;
  }

  async move(by: 1 | -1): Promise<void> {
    const to = movedTo(this.rows, this.selected, by);
    if (to === undefined || to === this.selected) return;
    if (to === this.rows.at(-1)?.id) void this.more();
    await this.select(to);
  }

  async select(id: string): Promise<void> {
    this.close();
    this.selected = id;
    await this.#look(id);
  }

  close(): void {
    this.selected = undefined;
    this.view = undefined;
    this.evidence = undefined;
  }

  async claim(): Promise<void> {
    const id = this.selected;
    if (id === undefined) return;
    const claimed = await this.#api.appeals.claim(id);
    if (!claimed.ok) this.#heard(claimed.error);
    await Promise.all([this.#look(id), this.refresh()]);
  }

  async release(): Promise<void> {
    const id = this.selected;
    if (id === undefined) return;
    const released = await this.#api.appeals.release(id);
    if (!released.ok) this.#heard(released.error);
    this.evidence = undefined;
    await Promise.all([this.#look(id), this.refresh()]);
  }

  /** `false`: it was not taken, and the form stays. */
  async decide(request: AppealDecide): Promise<boolean> {
    const id = this.selected;
    if (id === undefined) return false;
    const decided = await this.#api.appeals.decide(id, request);
    if (!decided.ok) return this.#heard(decided.error);
    this.notice = appealText.done;
    const at = this.rows.findIndex((row) => row.id === id);
    const left = this.rows.filter((row) => row.id !== id);
    this.rows = left;
    const to = left[at] ?? left.at(-1);
    if (to === undefined) this.close();
    else await this.select(to.id);
    await this.refresh();
    return true;
  }

  async loadEvidence(): Promise<void> {
    const id = this.selected;
    if (id === undefined) return;
    this.evidence = { state: 'loading' };
    const text = await this.#api.appeals.evidence(id);
    const evidence = text.ok ? await openCaseFile(text.value) : ({ state: 'failed' } as const);
    if (this.selected === id) this.evidence = evidence;
  }

  async #look(id: string): Promise<void> {
    const view = await this.#api.appeals.view(id);
    if (this.selected !== id) return;
    if (!view.ok) return void this.#heard(view.error);
    this.view = view.value;
    if (this.holdsIt && view.value.evidenceKept && this.evidence === undefined) await this.loadEvidence();
  }

  #heard(failure: ApiFailure): false {
    this.reachable = failure.kind !== 'unreachable';
    if (failure.kind === 'problem' && failure.problem === 'signed-out') {
      this.#leave();
    } else if (failure.kind === 'problem') this.notice = problemWords(failure.problem);
    return false;
  }

  #leave(): void {
    this.close();
    this.me = undefined;
    this.rows = [];
    this.phase = 'signed-out';
  }
}
