import type { Verdict } from '@sotto/moderation-models';
import { describe, expect, it } from 'vitest';
import type { PictureAnswer, PictureQuestion } from './picture-messages.ts';
import { createPictureScreener } from './picture-screener.ts';

const clear: Verdict = { action: 'allow', reasons: [], offersHelp: false };
const reader = { side: 'receiver', strictness: 'standard' } as const;

function rig() {
  const timers = new Set<() => void>();
  const workers: { got: PictureQuestion[]; say: (answer: PictureAnswer) => void; fail: () => void }[] = [];
  const screener = createPictureScreener({
    openWorker: (say, fail) => {
      const worker = { got: [] as PictureQuestion[], say, fail };
      workers.push(worker);
      return { post: (question) => worker.got.push(question), end: () => undefined };
    },
    after: (_, run) => {
      timers.add(run);
      return () => timers.delete(run);
    },
  });
  return { screener, workers, expire: () => timers.forEach((run) => run()), timers };
}

describe('createPictureScreener', () => {
  it('answers each picture by its own verdict, in whatever order they come', async () => {
    const { screener, workers, timers } = rig();
    const [one, other] = [screener.screen([], reader), screener.screen([], reader)];
    expect(workers).toHaveLength(1);
    workers[0]?.say({ id: 2, verdict: clear, seen: true });
    workers[0]?.say({ id: 1, verdict: { ...clear, action: 'hide' }, seen: true });
    expect([(await one)?.action, (await other)?.action]).toEqual(['hide', 'allow']);
    expect(timers.size).toBe(0);
  });

  it('knows nothing of a picture that no model has seen, and starts anew with the next', async () => {
    const { screener, workers } = rig();
    const one = screener.screen([], reader);
    workers[0]?.say({ id: 1, verdict: { ...clear, action: 'hide' }, seen: false });
    expect(await one).toBeUndefined();
    void screener.screen([], reader);
    expect(workers).toHaveLength(2);
  });

  it('waits for neither a worker that breaks nor one that is silent', async () => {
    const { screener, workers, expire } = rig();
    const one = screener.screen([], reader);
    workers[0]?.fail();
    expect(await one).toBeUndefined();
    const other = screener.screen([], reader);
    expire();
    expect(await other).toBeUndefined();
  });
});
