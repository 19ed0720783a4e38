import type { QueueCounts } from '@sotto/protocol';
import { expect, it } from 'vitest';
import { createQueueNews } from './queue-news.ts';

const countsOf = (open: number): QueueCounts => ({
  counts: [{ reason: 'spam', desk: 'moderator', priority: 'usual', open, held: 0 }],
});

/** A queue whose version is the number of its open reports. */
function rig() {
  const queue = { open: 1, asked: 0, away: false };
  const news = createQueueNews({
    everyMs: 1,
    version: () => {
      queue.asked += 1;
      return queue.away ? Promise.reject(new Error('away')) : Promise.resolve(String(queue.open));
    },
    counts: () => Promise.resolve(countsOf(queue.open)),
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
