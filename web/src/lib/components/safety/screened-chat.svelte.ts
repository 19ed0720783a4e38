import type { Action, Verdict } from '@sotto/moderation-models';
import type { ReportReason } from '@sotto/protocol';
import { createContext } from 'svelte';
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { Line } from '#lib/app/state.ts';
import type { ChatToScreen, Screener } from '#lib/safety/index.ts';
import { likelyReport } from './reasons.ts';

/** Opens the report form with a line chosen. */
export type ReportLine = (key: string, reason: ReportReason | undefined) => void;

const hiding: readonly Action[] = ['hide', 'hold', 'escalate'];

/** What screening makes of the partner's lines in one chat. */
export class ScreenedChat {
  /** By the key of a line: what is known of it. A line without an entry still waits, for at most `maxWaitMs`. */
  readonly #verdicts = new SvelteMap<string, Verdict | undefined>();
  readonly #shown = new SvelteSet<string>();
  readonly #screener: Pick<Screener, 'screen'>;
  readonly #report: ReportLine;
  #taken = 0;

  constructor(screener: Pick<Screener, 'begin' | 'screen'>, chat: ChatToScreen, report: ReportLine) {
    this.#screener = screener;
    this.#report = report;
    screener.begin(chat);
  }

  /** Screens what has come since the last call. */
  take(lines: readonly Line[]): void {
    const added = lines.slice(this.#taken);
    this.#taken = lines.length;
    for (const line of added) {
      if (line.kind !== 'theirs') continue;
      const { key, text, picture } = line;
      if (picture) {
        this.#verdicts.set(key, undefined);
        continue;
      }
      this.#screener.screen({ side: 'receiver', text }, (verdict) => this.#verdicts.set(key, verdict));
    }
  }

  /** The lines that may be drawn: all before the first one that still waits. */
  ready(lines: readonly Line[]): readonly Line[] {
    const waiting = lines.findIndex(({ kind, key }) => kind === 'theirs' && !this.#verdicts.has(key));
    return waiting < 0 ? lines : lines.slice(0, waiting);
  }

  verdict(key: string): Verdict | undefined {
    return this.#verdicts.get(key);
  }

  isHidden(key: string): boolean {
    const action = this.verdict(key)?.action;
    return action !== undefined && hiding.includes(action) && !this.#shown.has(key);
  }

  wasShown(key: string): boolean {
    return this.#shown.has(key);
  }

  show(key: string): void {
    this.#shown.add(key);
  }

  hide(key: string): void {
    this.#shown.delete(key);
  }

  report(key: string): void {
    const verdict = this.verdict(key);
    this.#report(key, verdict && likelyReport(verdict));
  }
}

/** The screening of the chat around a component. */
export const [screenedChat, setScreenedChat] = createContext<ScreenedChat>();
