import { textLabels, type TextScores } from '@sotto/moderation-models';
import { describe, expect, it } from 'vitest';
import { createModelClient } from './model-client.ts';
import type { FromModels, ToModels } from './model-messages.ts';
import { hungMs } from './pipeline.ts';

const scores = Object.fromEntries(textLabels.map((label) => [label, 0.5])) as TextScores;
const loaded: FromModels = { type: 'loaded', language: 'en', thresholds: {} as never };

/** Models whose workers say what the test has them say, and timers that the test lets come due. */
function rig() {
  const timers = new Map<() => void, number>();
  const workers: { got: ToModels[]; say: (message: FromModels) => void; fail: () => void; ended: boolean }[] =
    [];
  const models = createModelClient({
    openWorker: (hear, failed) => {
      const worker = { got: [] as ToModels[], say: hear, fail: failed, ended: false };
      workers.push(worker);
      return { post: (message) => worker.got.push(message), end: () => (worker.ended = true) };
    },
    after: (delayMs, run) => {
      timers.set(run, delayMs);
      return () => timers.delete(run);
    },
  });
  const worker = () => {
    const one = workers.at(-1);
    if (one === undefined) throw new Error('no worker');
    return one;
  };
  const ready = async () => {
    const loading = models.load('en', () => undefined);
    worker().say(loaded);
    const found = await loading;
    if (!found.ok) throw new Error('not loaded');
    return found.model;
  };
  return { models, workers, worker, timers, ready };
}

describe('createModelClient', () => {
  it('starts one worker with the first load, and tells how far it came', async () => {
    const { models, workers, worker } = rig();
    expect(workers).toHaveLength(0);
    const heard: number[] = [];
    const loading = models.load('en', (bytes) => heard.push(bytes));
    worker().say({ type: 'progress', language: 'en', loadedBytes: 5, totalBytes: 10 });
    worker().say(loaded);
    expect(await loading).toMatchObject({ ok: true });
    const second = models.load('de', () => undefined);
    worker().say({ type: 'not-loaded', language: 'de', failure: 'corrupt' });
    expect(await second).toEqual({ ok: false, failure: 'corrupt' });
    expect(heard).toEqual([5]);
    expect(workers).toHaveLength(1);
  });

  it('gives each line its own scores, in whatever order they come', async () => {
    const { ready, worker } = rig();
    const model = await ready();
    const first = model.score('hello');
    const second = model.score('how are you');
    const asked = worker().got.slice(1);
    expect(asked).toMatchObject([{ text: 'hello' }, { text: 'how are you' }]);
    const [one, two] = asked.map((message) => (message.type === 'score' ? message.id : 0));
    worker().say({ type: 'scored', id: two ?? 0, scores: undefined });
    worker().say({ type: 'scored', id: one ?? 0, scores });
    expect(await second).toBeUndefined();
    expect(await first).toEqual(scores);
  });

  it('waits for no model that hangs', async () => {
    const { ready, timers } = rig();
    const read = (await ready()).score('hello');
    expect([...timers.values()]).toEqual([hungMs]);
    for (const due of timers.keys()) due();
    expect(await read).toBeUndefined();
  });

  it('tells a worker whose code could not be fetched from one that broke', async () => {
    const { models, worker, ready } = rig();
    const first = models.load('en', () => undefined);
    worker().fail();
    expect(await first).toEqual({ ok: false, failure: 'missing' });

    const read = (await ready()).score('hello');
    const second = models.load('de', () => undefined);
    worker().fail();
    expect(await second).toEqual({ ok: false, failure: 'crashed' });
    expect(await read).toBeUndefined();
  });

  it('answers as a failure where the browser starts no worker, and tries anew later', async () => {
    let tries = 0;
    const models = createModelClient({
      openWorker: () => {
        tries += 1;
        throw new Error('refused');
      },
      after: () => () => undefined,
    });
    expect(await models.load('en', () => undefined)).toEqual({ ok: false, failure: 'missing' });
    expect(await models.load('de', () => undefined)).toEqual({ ok: false, failure: 'missing' });
    expect(tries).toBe(2);
  });

  it('frees its worker, and reads nothing after that', async () => {
    const { models, worker, ready, timers } = rig();
    const model = await ready();
    const read = model.score('hello');
    models.end();
    expect(worker().ended).toBe(true);
    expect(await read).toBeUndefined();
    expect(await model.score('hello')).toBeUndefined();
    expect(timers.size).toBe(0);
  });
});
