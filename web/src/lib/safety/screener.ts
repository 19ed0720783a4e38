import type { Strictness, Verdict } from '@sotto/moderation-models';
import { inTurns, type After } from './in-turns.ts';
import type { FromWorker, ToWorker } from './messages.ts';
import type { OpenPort, Port } from './port.ts';
import {
  maxWaitMs,
  type HearVerdict,
  type LineToScreen,
  type PictureToWeigh,
  type ScreenedDraft,
  type TextScreening,
} from './state.ts';

export interface ScreenerPorts {
  readonly openWorker: OpenPort<ToWorker, FromWorker>;
  readonly after: After;
  /** Wall clock, for the times of lines. */
  readonly nowMs: () => number;
  readonly tell: (state: TextScreening) => void;
}

/** Screens the text of one tab, in a worker that starts with the first call. */
export interface Screener {
  /** Starts the worker with its rules, so that they are there before the first line. */
  warm(): void;
  /** Loads what a chat in these languages (BCP 47 tags) needs; again is harmless. Costs half a second of a processor. */
  prepare(languages: readonly string[]): void;
  /** A chat opens. What was asked for the one before is not answered any more. */
  begin(chat: ChatToScreen): void;
  screen(line: LineToScreen, hear: HearVerdict): ScreenedDraft;
  /** What the conversation adds to the verdict on a picture, which counts in it from then on as a line does. */
  weigh(picture: PictureToWeigh, hear: HearVerdict): ScreenedDraft;
  /** Starts anew after a failure. */
  retry(): void;
  /** Ends the worker with all that it holds and has yet to store. */
  end(): void;
}

export interface ChatToScreen {
  readonly strictness: Strictness;
}

/** A worker that has not said a word of a line for so long hangs. */
export const hungMs = 3_000;

interface Pending {
  readonly question: Extract<ToWorker, { type: 'ask' | 'picture' }>;
  readonly hear: HearVerdict;
  /** The newest verdict, kept back until it is final or the wait is over. */
  best: Verdict | undefined;
  told: boolean;
  stopWaiting: () => void;
}

export function createScreener({ openWorker, after, nowMs, tell }: ScreenerPorts): Screener {
  let worker: Port<ToWorker> | undefined;
  let workers = 0;
  let chat: (ChatToScreen & { readonly atMs: number }) | undefined;
  let languages: readonly string[] | undefined;
  let lines = 0;
  const pending = new Map<number, Pending>();
  let stopWatching: (() => void) | undefined;

  /** It has said a word: its code is there, and silence is no longer a slow network. */
  let alive = false;
  let ready = false;
  let withModel = true;

  const start = (without?: 'slow' | 'crashed'): void => {
    worker?.end();
    workers += 1;
    alive = false;
    ready = false;
    withModel = without === undefined;
    const mine = workers;
    const isMine = () => mine === workers;
    worker = openWorker(
      (message) => isMine() && hear(message),
      () => isMine() && fail(),
    );
    worker.post({ type: 'start', ...(without && { without }) });
    if (languages) worker.post({ type: 'prepare', languages });
    if (chat) worker.post({ type: 'begin', ...chat });
    for (const { question } of pending.values()) worker.post(question);
    watch();
  };

  const hear = (message: FromWorker): void => {
    alive = true;
    accept(message);
    watch();
  };

  const accept = (message: FromWorker): void => {
    if (message.type === 'state') {
      ready = message.state.at === 'ready';
      return tell(message.state);
    }
    const asked = pending.get(message.id);
    if (asked === undefined) return;
    asked.best = message.verdict;
    if (message.final) pending.delete(message.id);
    // A model that is still loading is not worth a wait.
    if (message.final || asked.told || !ready) answer(asked);
  };

  const answer = (asked: Pending): void => {
    asked.told = true;
    asked.stopWaiting();
    asked.hear(asked.best);
  };

  /** One that broke at work is replaced by one without the model. Where there is none to be had, nobody waits. */
  const fail = (): void => {
    if (alive && withModel) return start('crashed');
    worker?.end();
    worker = undefined;
    workers += 1;
    stopWatching?.();
    tell({ at: 'unscreened' });
    for (const asked of pending.values()) if (!asked.told) answer(asked);
    pending.clear();
  };

  /** Anew from each word of the worker: while lines are without any verdict and it is silent, it hangs. */
  const watch = (): void => {
    stopWatching?.();
    stopWatching = undefined;
    if (!alive || ![...pending.values()].some(({ best }) => best === undefined)) return;
    stopWatching = after(hungMs, () => start('slow'));
  };

  const ask = (questionOf: (id: number) => Pending['question'], hear: HearVerdict): ScreenedDraft => {
    lines += 1;
    const id = lines;
    const question = questionOf(id);
    const asked: Pending = { question, hear, best: undefined, told: false, stopWaiting: () => undefined };
    asked.stopWaiting = inTurns(after)(maxWaitMs, () => answer(asked));
    pending.set(id, asked);
    if (worker === undefined) answer(asked);
    worker?.post(question);
    if (stopWatching === undefined) watch();
    return {
      sent: () => worker?.post({ type: 'sent', id }),
      dropped: () => {
        pending.delete(id);
        worker?.post({ type: 'dropped', id });
      },
    };
  };

  return {
    warm: () => {
      if (worker === undefined) start();
    },
    prepare: (wanted) => {
      languages = wanted;
      if (worker === undefined) start();
      else worker.post({ type: 'prepare', languages });
    },
    begin: (opened) => {
      for (const asked of pending.values()) asked.stopWaiting();
      pending.clear();
      chat = { ...opened, atMs: nowMs() };
      if (worker === undefined) start();
      else worker.post({ type: 'begin', ...chat });
    },
    screen: (line, hear) => ask((id) => ({ type: 'ask', id, ...line, atMs: nowMs() }), hear),
    weigh: (picture, hear) => ask((id) => ({ type: 'picture', id, ...picture, atMs: nowMs() }), hear),
    end: () => {
      for (const asked of pending.values()) asked.stopWaiting();
      pending.clear();
      chat = undefined;
      stopWatching?.();
      workers += 1;
      worker?.end();
      worker = undefined;
      tell({ at: 'off' });
    },
    retry: () => {
      tell({ at: 'off' });
      start();
    },
  };
}
