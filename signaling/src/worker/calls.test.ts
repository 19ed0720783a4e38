import { afterEach, describe, expect, it } from 'vitest';
import { startWorker, ThreadEnded, type WorkerCalls } from './calls.ts';

type Frail = WorkerCalls<number | 'fail' | 'die' | 'count', number>;

let running: Frail[] = [];
function start(): Frail {
  const worker: Frail = startWorker('the frail one', new URL('testing/frail-worker.ts', import.meta.url));
  running.push(worker);
  return worker;
}
afterEach(async () => {
  await Promise.all(running.map((worker) => worker.close()));
  running = [];
});

describe('a thread', { timeout: 30_000 }, () => {
  it('answers calls in their order', async () => {
    const worker = start();
    const order: number[] = [];
    await Promise.all([30, 1].map(async (n) => order.push(await worker.call(n))));
    expect(order).toEqual([60, 2]);
  });

  it('goes on after a call that failed', async () => {
    const worker = start();
    await expect(worker.call('fail')).rejects.toThrow('the frail one: as asked');
    expect(await worker.call(1)).toBe(2);
  });

  it('fails the calls under way when it dies, and is begun anew by the next', async () => {
    const worker = start();
    await worker.call(1);
    const [death, behind] = await Promise.allSettled([worker.call('die'), worker.call(1)]);
    for (const { status, reason } of [death, behind] as PromiseRejectedResult[]) {
      expect(status).toBe('rejected');
      expect(reason).toBeInstanceOf(ThreadEnded);
    }
    expect(await worker.call('count')).toBe(0);
    expect(await worker.call(2)).toBe(4);
  });

  it('takes no call once it is closed', async () => {
    const worker = start();
    const under = worker.call(60_000);
    const failed = expect(under).rejects.toThrow(ThreadEnded);
    await worker.close();
    await failed;
    await expect(worker.call(1)).rejects.toThrow(ThreadEnded);
  });
});
