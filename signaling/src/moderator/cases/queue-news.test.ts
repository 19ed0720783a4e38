import type { QueueCounts } from '@sotto/protocol';
import { expect, it } from 'vitest';
import { createQueueNews } from './queue-news.ts';

const countsOf = (open: number, held = 0): QueueCounts => ({
  counts: [{ reason: 'spam', desk: 'moderator', priority: 'usual', open, held }],
});

/** A queue whose version is the number of its open reports. */
function rig() {
  const queue = { open: 1, held: 0, asked: 0, counted: 0, nowMs: 0, away: false };
  const news = createQueueNews({
    everyMs: 1,
    version: () => {
      queue.asked += 1;
      return queue.away ? Promise.reject(new Error('away')) : Promise.resolve(String(queue.open));
    },
    counts: () => {
      queue.counted += 1;
      return Promise.resolve(countsOf(queue.open, queue.held));
    },
    clock: () => queue.nowMs,
  });
  return { queue, news };
}

it('whoever listens is told at once, and again when something has happened', async () => {
  const { queue, news } = rig();
  const told: QueueCounts[] = [];
  const end = news.listen((counts) => told.push(counts));
  await expect.poll(() => told).toEqual([countsOf(1)]);
  queue.open = 2;
  await expect.poll(() => told).toEqual([countsOf(1), countsOf(2)]);
  const late: QueueCounts[] = [];
  const endLate = news.listen((counts) => late.push(counts));
  expect(late).toEqual([countsOf(2)]);
  end();
  endLate();
});

it('nobody asks the database once nobody listens', async () => {
  const { queue, news } = rig();
  const end = news.listen(() => undefined);
  await expect.poll(() => queue.asked).toBeGreaterThan(2);
  end();
  expect(news.listeners).toBe(0);
  let before = -1;
  await expect
    .poll(() => {
      const still = queue.asked === before;
      before = queue.asked;
      return still;
    })
    .toBe(true);
});

it('a database that comes back tells what happened meanwhile', async () => {
  const { queue, news } = rig();
  queue.away = true;
  const told: QueueCounts[] = [];
  const end = news.listen((counts) => told.push(counts));
  await expect.poll(() => queue.asked).toBeGreaterThan(2);
  queue.open = 7;
  queue.away = false;
  await expect.poll(() => told).toEqual([countsOf(7)]);
  end();
});

it('a lease that runs out is told, though the version stays as it was', async () => {
  const { queue, news } = rig();
  queue.held = 1;
  const told: QueueCounts[] = [];
  const end = news.listen((counts) => told.push(counts));
  await expect.poll(() => told).toEqual([countsOf(1, 1)]);
  queue.held = 0;
  queue.nowMs = 10_000;
  await expect.poll(() => told).toEqual([countsOf(1, 1), countsOf(1, 0)]);
  end();
});

it('counts that are the same again are not told, and not counted more often than every ten seconds', async () => {
  const { queue, news } = rig();
  const told: QueueCounts[] = [];
  const end = news.listen((counts) => told.push(counts));
  await expect.poll(() => queue.counted).toBe(1);
  queue.nowMs = 10_000;
  await expect.poll(() => queue.counted).toBe(2);
  queue.nowMs = 19_999;
  const { asked } = queue;
  await expect.poll(() => queue.asked).toBeGreaterThan(asked + 2);
  expect(queue.counted).toBe(2);
  expect(told).toEqual([countsOf(1)]);
  end();
});
