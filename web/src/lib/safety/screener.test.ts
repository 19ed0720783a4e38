import type { Verdict } from '@sotto/moderation-models';
import { describe, expect, it } from 'vitest';
import type { FromWorker, ToWorker } from './messages.ts';
import { createScreener, hungMs } from './screener.ts';
import { maxWaitMs, type TextScreening } from './state.ts';

const verdict = (action: Verdict['action']): Verdict => ({ action, reasons: [], offersHelp: false });

/** A screener with workers that say what the test has them say, and a clock that the test moves. */
function rig() {
  let nowMs = 0;
  const timers = new Set<{ atMs: number; run: () => void }>();
  const workers: {
    readonly got: ToWorker[];
    readonly say: (message: FromWorker) => void;
    readonly fail: () => void;
    ended: boolean;
  }[] = [];
  const states: TextScreening[] = [];
  const screener = createScreener({
    openWorker: (hear, failed) => {
      const worker = { got: [] as ToWorker[], say: hear, fail: failed, ended: false };
      workers.push(worker);
      return { post: (message) => worker.got.push(message), end: () => (worker.ended = true) };
    },
    after: (delayMs, run) => {
      const timer = { atMs: nowMs + delayMs, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    nowMs: () => nowMs,
    tell: (state) => states.push(state),
  });
  const pass = (ms: number) => {
    const untilMs = nowMs + ms;
    const next = () => [...timers].sort((a, b) => a.atMs - b.atMs)[0];
    for (let due = next(); due !== undefined && due.atMs <= untilMs; due = next()) {
      timers.delete(due);
      nowMs = due.atMs;
      due.run();
    }
    nowMs = untilMs;
  };
  const worker = (at = workers.length - 1) => {
    const one = workers[at];
    if (one === undefined) throw new Error('no such worker');
    return one;
  };
  const begin = () => {
    screener.prepare(['en']);
    screener.begin({ strictness: 'standard' });
  };
  const ready = () => worker().say({ type: 'state', state: { at: 'ready', language: 'en' } });
  const screen = (text = 'hello') => {
    const heard: (Verdict['action'] | undefined)[] = [];
    screener.screen({ side: 'receiver', text }, (found) => heard.push(found?.action));
    const { id } = worker().got.at(-1) as Extract<ToWorker, { type: 'ask' }>;
    return { heard, id };
  };
  return { screener, states, pass, worker, workers, begin, ready, screen };
}

describe('createScreener', () => {
  it('starts no worker before something is to come, and no model before a chat is', () => {
    const { workers, screener, worker } = rig();
    expect(workers).toHaveLength(0);
    screener.warm();
    expect(worker().got).toEqual([{ type: 'start' }]);
    screener.prepare(['en']);
    expect(worker().got).toEqual([{ type: 'start' }, { type: 'prepare', languages: ['en'] }]);
    expect(workers).toHaveLength(1);
  });

  it('tells a final verdict at once', () => {
    const { begin, ready, screen, worker } = rig();
    begin();
    ready();
    const { heard, id } = screen();
    worker().say({ type: 'verdict', id, verdict: verdict('hide'), final: true });
    expect(heard).toEqual(['hide']);
  });

  it('tells the verdict of the rules when the wait is over, and what the model says after that', () => {
    const { begin, ready, screen, worker, pass } = rig();
    begin();
    ready();
    const { heard, id } = screen();
    worker().say({ type: 'verdict', id, verdict: verdict('allow'), final: false });
    pass(maxWaitMs - 1);
    expect(heard).toEqual([]);
    pass(1);
    expect(heard).toEqual(['allow']);
    worker().say({ type: 'verdict', id, verdict: verdict('hide'), final: true });
    expect(heard).toEqual(['allow', 'hide']);
  });

  it('waits for no model that is still loading', () => {
    const { begin, screen, worker } = rig();
    begin();
    worker().say({ type: 'state', state: { at: 'loading', loadedBytes: 0, totalBytes: 1 } });
    const { heard, id } = screen();
    worker().say({ type: 'verdict', id, verdict: verdict('allow'), final: false });
    expect(heard).toEqual(['allow']);
  });

  it('never keeps a line waiting for a worker that says nothing', () => {
    const { begin, screen, pass } = rig();
    begin();
    const { heard } = screen();
    pass(maxWaitMs);
    expect(heard).toEqual([undefined]);
  });

  it('replaces a worker that hangs by one without the model, which answers what was asked', () => {
    const { begin, ready, screen, worker, pass, workers } = rig();
    begin();
    ready();
    const { heard, id } = screen('are you there?');
    pass(hungMs);
    expect(workers).toHaveLength(2);
    expect(worker(0).ended).toBe(true);
    expect(worker(1).got).toMatchObject([
      { type: 'start', without: 'slow' },
      { type: 'prepare' },
      { type: 'begin' },
      { type: 'ask', id, text: 'are you there?' },
    ]);
    worker(1).say({ type: 'verdict', id, verdict: verdict('warn'), final: true });
    expect(heard).toEqual([undefined, 'warn']);
  });

  it('waits for the code of a worker for as long as the network takes', () => {
    const { begin, screen, pass, workers } = rig();
    begin();
    screen();
    pass(10 * hungMs);
    expect(workers).toHaveLength(1);
  });

  it('replaces a worker that breaks at work, and says so where none can be had', () => {
    const { begin, ready, screen, worker, workers, states } = rig();
    begin();
    ready();
    const { heard } = screen();
    worker().fail();
    expect(worker().got[0]).toMatchObject({ type: 'start', without: 'crashed' });
    worker().fail();
    expect(states.at(-1)).toEqual({ at: 'unscreened' });
    expect(heard).toEqual([undefined]);
    expect(workers).toHaveLength(2);
  });

  it('starts anew with the model when asked to', () => {
    const { begin, worker, screener, states } = rig();
    begin();
    worker().fail();
    screener.retry();
    expect(states.at(-1)).toEqual({ at: 'off' });
    expect(worker().got).toMatchObject([{ type: 'start' }, { type: 'prepare' }, { type: 'begin' }]);
    expect(worker().got[0]).not.toHaveProperty('without');
  });

  it('does not answer for a chat that is over', () => {
    const { begin, ready, screen, worker, pass } = rig();
    begin();
    ready();
    const { heard, id } = screen();
    begin();
    pass(maxWaitMs);
    worker().say({ type: 'verdict', id, verdict: verdict('hide'), final: true });
    expect(heard).toEqual([]);
  });

  it('asks what the conversation makes of a picture, again after a crash', () => {
    const { begin, ready, worker, screener, pass } = rig();
    begin();
    ready();
    const heard: (Verdict['action'] | undefined)[] = [];
    screener.weigh({ side: 'receiver', verdict: verdict('hide') }, (found) => heard.push(found?.action));
    expect(worker().got.at(-1)).toMatchObject({
      type: 'picture',
      side: 'receiver',
      verdict: { action: 'hide' },
    });
    worker().fail();
    const asked = worker().got.at(-1) as Extract<ToWorker, { type: 'picture' }>;
    expect(asked).toMatchObject({ type: 'picture', verdict: { action: 'hide' } });
    pass(maxWaitMs);
    expect(heard).toEqual([undefined]);
    worker().say({ type: 'verdict', id: asked.id, verdict: verdict('escalate'), final: true });
    expect(heard).toEqual([undefined, 'escalate']);
  });
});
