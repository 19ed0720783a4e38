import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import {
  createMemoryTicketQueue,
  createRedisTicketQueue,
  type Ticket,
  type TicketQueue,
} from '../src/index.ts';
import { Inbox, sketchTicket, startRedis, type TestRedis } from '../src/testing.ts';
import { measureClaimOnly } from './claim-only.ts';
import { quantile, rounded, table } from './table.ts';

/** The queue through a real Redis: matches committed and delivered, and how soon both sides know. */

const backlog = 40_000;
const submitsInFlight = 256;
const meetings = 300;
/** Twenty-five meetings a second are light load; without a pause the queue would rightly take it for a rush. */
const pauseMs = 40;

/** Two by two, people who share an interest of their own with one other. */
const backlogTicket = (i: number): Ticket =>
  sketchTicket(`${i}`, {
    about: { languages: ['en'], interests: [`topic ${i >> 1}`], region: 'europe', age: '25-34' },
    wants: { sharedLanguage: true, minSharedInterests: 1 },
    enteredAtMs: Date.now(),
    payload: 'x'.repeat(400),
  });

function startWorker(server: TestRedis): Worker {
  return new Worker(new URL('./redis-worker.ts', import.meta.url), { workerData: server.url });
}

function startNode(server: TestRedis): { queue: TicketQueue; onCount: (count: number) => Promise<void> } {
  const queue = createRedisTicketQueue({ redis: server.connect(), nodeId: randomUUID() });
  const told = new Set<string>();
  let target = Infinity;
  let reached = (): void => {};
  queue.onDelivery(({ match, role }) => {
    told.add(`${match.id} ${role}`);
    if (told.size >= target) reached();
  });
  const onCount = (count: number): Promise<void> =>
    new Promise((resolve) => {
      target = count;
      reached = resolve;
      if (told.size >= count) resolve();
    });
  return { queue, onCount };
}

async function submitAll(queue: TicketQueue): Promise<void> {
  let next = 0;
  const send = async (): Promise<void> => {
    while (next < backlog) await queue.submit(backlogTicket(next++));
  };
  await Promise.all(Array.from({ length: submitsInFlight }, send));
}

/** Tickets wait already when the worker comes: from its first sight of them to the last delivery. */
async function measureBacklog(server: TestRedis): Promise<number> {
  const { queue, onCount } = startNode(server);
  await submitAll(queue);
  const first = onCount(1);
  const worker = startWorker(server);
  await first;
  const startedAtMs = performance.now();
  await onCount(backlog);
  const perS = backlog / 2 / ((performance.now() - startedAtMs) / 1_000);
  await worker.terminate();
  await queue.close();
  return perS;
}

/** The same with the submitting in the measured time, from one node that does it all. */
async function measureWhole(server: TestRedis): Promise<number> {
  const worker = startWorker(server);
  const { queue, onCount } = startNode(server);
  const startedAtMs = performance.now();
  await submitAll(queue);
  await onCount(backlog);
  const perS = backlog / 2 / ((performance.now() - startedAtMs) / 1_000);
  await worker.terminate();
  await queue.close();
  return perS;
}

/** Milliseconds from the second of two tickets that fit to the delivery of the later side, at light load. */
async function measureNotify(queue: TicketQueue): Promise<number[]> {
  const inbox = new Inbox();
  queue.onDelivery(inbox.listener);
  const tookMs: number[] = [];
  for (let i = 0; i < meetings; i += 1) {
    const [a, b] = ['a', 'b'].map((side) => sketchTicket(`${side} ${i}`, { enteredAtMs: Date.now() }));
    if (a === undefined || b === undefined) throw new Error('a meeting takes two');
    const both = Promise.all([inbox.next(a.id), inbox.next(b.id)]);
    await queue.submit(a);
    const startedAtMs = performance.now();
    await queue.submit(b);
    await both;
    tookMs.push(performance.now() - startedAtMs);
    await pause(pauseMs);
  }
  return tookMs.slice(meetings / 10);
}

const server = await startRedis({ tcp: true });
const flush = async (): Promise<void> => {
  const redis = server.connect();
  await redis.flushall();
  redis.disconnect();
};

const claimOnly = await measureClaimOnly(server);
const committed = await measureBacklog(server);
await flush();
const whole = await measureWhole(server);
await flush();

const embeddedQueue = createMemoryTicketQueue();
const embedded = await measureNotify(embeddedQueue);
await embeddedQueue.close();
const worker = startWorker(server);
const redisQueue = createRedisTicketQueue({ redis: server.connect(), nodeId: randomUUID() });
const overRedis = await measureNotify(redisQueue);
await redisQueue.close();
await worker.terminate();
await server.stop();

console.log('Matches per second through one Redis\n');
console.log(
  table(
    ['what', 'matches/s'],
    [
      ['bare claim script', claimOnly.toFixed(0)],
      ['committed and delivered, tickets waiting', committed.toFixed(0)],
      ['submitted, committed and delivered, one node', whole.toFixed(0)],
    ],
  ),
);
console.log('\nFrom the second ticket to both sides told, ms\n');
const milliseconds = (values: readonly number[], share: number) => quantile(values, share).toFixed(2);
console.log(
  table(
    ['queue', 'p50', 'p99'],
    [
      ['embedded', milliseconds(embedded, 0.5), milliseconds(embedded, 0.99)],
      ['Redis', milliseconds(overRedis, 0.5), milliseconds(overRedis, 0.99)],
    ],
  ),
);
console.log(
  JSON.stringify({
    bench: 'matchmaker-redis',
    metrics: {
      committed_per_s: Math.round(committed),
      claim_only_per_s: Math.round(claimOnly),
      notify_p99_ms_embedded: rounded(quantile(embedded, 0.99), 2),
      notify_p99_ms_redis: rounded(quantile(overRedis, 0.99), 2),
    },
  }),
);
