import type { Action, Side, Strictness, Verdict } from '@sotto/moderation-models';
import type { ReportReason } from '@sotto/protocol';
import { createContext } from 'svelte';
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { Line } from '#lib/app/state.ts';
import type { OpenedPicture } from '#lib/pictures/index.ts';
import type { ChatToScreen, PictureScreener, Screener } from '#lib/safety/index.ts';
import { loadPictures } from '../picture/load.ts';
import { screeningOf, type Screening } from '../picture/screening.ts';
import { OwnPictures } from './own-pictures.ts';
import { likelyReport } from './reasons.ts';

/** Opens the report form with a line chosen. */
export type ReportLine = (key: string, reason: ReportReason | undefined) => void;

/** What a chat needs to have lines and pictures screened. */
export type ChatScreener = Pick<Screener, 'begin' | 'screen' | 'weigh'> & {
  readonly screenPicture: PictureScreener['screen'];
};

const hiding: readonly Action[] = ['hide', 'hold', 'escalate'];

/** What screening makes of the partner's lines in one chat. */
export class ScreenedChat {
  /** By the key of a line: what is known of it. A line without an entry still waits, for at most `maxWaitMs`. */
  readonly #verdicts = new SvelteMap<string, Verdict | undefined>();
  readonly #shown = new SvelteSet<string>();
  /** By the key of a line: how its picture stands. One without an entry has not been opened yet. */
  readonly #pictures = new SvelteMap<string, Screening>();
  readonly #screener: ChatScreener;
  readonly #strictness: Strictness;
  readonly #report: ReportLine;
  readonly #own = new OwnPictures();
  #taken = 0;

  constructor(screener: ChatScreener, chat: ChatToScreen, report: ReportLine) {
    this.#screener = screener;
    this.#strictness = chat.strictness;
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

  /** Screens the picture of a line, once, by the very pixels that are shown. */
  async takePicture(key: string, opened: OpenedPicture): Promise<void> {
    if (this.#pictures.has(key)) return;
    this.#pictures.set(key, 'checking');
    const alone = await this.#verdictOn(opened, 'receiver').catch(() => undefined);
    if (alone === undefined) {
      this.#pictures.set(key, 'unscreened');
      return;
    }
    this.#screener.weigh({ side: 'receiver', verdict: alone }, (inContext) => {
      const verdict = inContext ?? alone;
      this.#verdicts.set(key, verdict);
      this.#pictures.set(key, screeningOf(verdict));
    });
  }

  /** What a picture of one's own is, before it is sent; `undefined` where no model could see it. */
  async checkOwn(blob: Blob): Promise<Verdict | undefined> {
    const { openPicture } = await loadPictures();
    const opened = await openPicture(blob);
    const alone = opened.ok ? await this.#verdictOn(opened, 'sender') : undefined;
    if (alone === undefined) return undefined;
    return new Promise((resolve) => {
      const draft = this.#screener.weigh({ side: 'sender', verdict: alone }, (verdict) =>
        resolve(verdict ?? alone),
      );
      this.#own.weighed(blob, draft);
    });
  }

  /** Whether a picture of one's own went out. */
  ownBecame(blob: Blob, fate: 'sent' | 'dropped'): void {
    this.#own.become(blob, fate);
  }

  async #verdictOn(opened: OpenedPicture, side: Side): Promise<Verdict | undefined> {
    const { framesOf } = await loadPictures();
    const frames = await Array.fromAsync(framesOf(opened));
    return this.#screener.screenPicture(frames, { side, strictness: this.#strictness });
  }

  picture(key: string): Screening {
    return this.#pictures.get(key) ?? 'unscreened';
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
