import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { createRedisTicketQueue } from '../src/redis/redis-queue.ts';
import type { Ticket, TicketQueue } from '../src/queue.ts';
import { startRedis, type TestRedis } from '../src/testing/redis-server.ts';
import { seededRandom } from '../src/testing/seeded-random.ts';
import { Judge, type Verdict } from './history.ts';
import { Regulars } from './people.ts';
import { Workers } from './workers.ts';

export interface FaultRun {
  readonly seed: number;
  readonly tickets: number;
  readonly killEveryMs: number;
  readonly cutEveryMs: number;
  readonly restartEveryMs: number;
  /** Time for a takeover and a round of upkeep after the last fault, at most. */
  readonly drainMs: number;
}

export interface FaultReport {
  readonly verdict: Verdict;
  readonly kills: number;
  readonly cuts: number;
  readonly restarts: number;
  readonly seconds: number;
}

/** So many that each lives for several kills: on a busy machine one takes seconds to start. */
const workerCount = 4;
/** The nodes' clocks are off by so much. */
const clockSkewsMs = [0, -3_000, 5_000];
const cancelShare = 0.1;
const requeueShare = 0.02;
/** Tickets that may wait at a time, in all; more would only measure memory. */
const mostWaiting = 2_000;
const ticketsAtATime = 50;
/**
 * Sends tickets through real workers and a real Redis while both are broken, and judges what the nodes saw. The
 * seed fixes the tickets, who cancels or goes back, and the order of faults; the operating system still decides
 * what each fault hits.
 */
export async function runFaults(run: FaultRun, progress: (text: string) => void): Promise<FaultReport> {
  const startedAtMs = performance.now();
  const random = seededRandom(run.seed);
  const regulars = new Regulars(random);
  const server = await startRedis({ persist: true, tcp: true });
  const workers = new Workers(server.url, workerCount);
  const judge = new Judge();
  const waiting = new Map<string, Ticket>();
  const under: Promise<void>[] = [];
  const seen = new Set<string>();
  const nodes = clockSkewsMs.map((skewMs) => ({ skewMs, queue: startNode(server) }));

  for (const { queue } of nodes) {
    queue.onDelivery(({ match, role }) => {
      const [own, peer] =
        role === 'initiator' ? [match.initiator, match.answerer] : [match.answerer, match.initiator];
      judge.see({ kind: 'delivered', id: own.ticket, match: match.id, peer: peer.ticket });
      const ticket = waiting.get(own.ticket);
      if (ticket === undefined || seen.has(`${match.id} ${role}`)) return;
      seen.add(`${match.id} ${role}`);
      waiting.delete(own.ticket);
      if (random() < requeueShare) under.push(goBack(queue, ticket, match.id, peer.handle));
    });
  }

  const goBack = async (
    queue: TicketQueue,
    ticket: Ticket,
    match: string,
    partner: string,
  ): Promise<void> => {
    const warned = { ...ticket, recent: [...ticket.recent, partner] };
    judge.see({ kind: 'requeued', ticket: warned });
    waiting.set(ticket.id, warned);
    // Its own match is known to be in the queue: nothing but a lost write could have it answer otherwise.
    await queue.requeue(warned, match);
  };

  const come = async (queue: TicketQueue, ticket: Ticket, cancels: boolean): Promise<void> => {
    judge.see({ kind: 'submitted', ticket });
    waiting.set(ticket.id, ticket);
    const submitted = queue.submit(ticket);
    if (!cancels) return void (await submitted);
    const answer = await queue.cancel(ticket.id);
    if (answer !== 'cancelled') return;
    judge.see({ kind: 'cancelled', id: ticket.id });
    waiting.delete(ticket.id);
  };

  let stopped = false;
  const counts = { cuts: 0, restarts: 0 };
  const every = async (ms: number, act: () => Promise<void> | void): Promise<void> => {
    for (await pause(ms); !stopped; await pause(ms)) await act();
  };
  const faults = [
    every(run.killEveryMs, () => workers.killOldest()),
    every(run.cutEveryMs, async () => {
      counts.cuts += 1;
      await cutConnections(server);
    }),
    every(run.restartEveryMs, async () => {
      counts.restarts += 1;
      await server.restart();
    }),
  ];

  for (let sent = 0; sent < run.tickets; sent += ticketsAtATime) {
    while (waiting.size >= mostWaiting) await pause(5);
    for (let i = 0; i < ticketsAtATime; i += 1) {
      const node = nodes[Math.floor(random() * nodes.length)];
      if (node === undefined) continue;
      const ticket = regulars.next(Date.now() + node.skewMs);
      under.push(come(node.queue, ticket, random() < cancelShare));
    }
    if (sent % 10_000 === 0) {
      progress(`${sent} of ${run.tickets} sent, ${waiting.size} waiting`);
      await Promise.all(under.splice(0));
    }
    await pause(1);
  }
  stopped = true;
  await Promise.all(faults);
  await Promise.all(under.splice(0));
  await takeOutTheRest(
    nodes.map(({ queue }) => queue),
    waiting,
    judge,
    run.drainMs,
  );
  for (const { queue } of nodes) await queue.close();
  await workers.stop();
  await server.stop();
  const seconds = (performance.now() - startedAtMs) / 1_000;
  return { verdict: judge.verdict(), kills: workers.kills, ...counts, seconds };
}

function startNode(server: TestRedis): TicketQueue {
  return createRedisTicketQueue({ redis: server.connect(), nodeId: randomUUID(), ticketTtlMs: 9_000 });
}

async function cutConnections(server: TestRedis): Promise<void> {
  const redis = server.connect();
  await redis.call('client', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
  redis.disconnect();
}

/** Lets matches under way arrive, then cancels who still waits; the queue must know each of them. */
async function takeOutTheRest(
  queues: readonly TicketQueue[],
  waiting: ReadonlyMap<string, Ticket>,
  judge: Judge,
  drainMs: number,
): Promise<void> {
  const untilMs = performance.now() + drainMs;
  const [queue] = queues;
  for (let before = -1; waiting.size > 0 && performance.now() < untilMs && before !== waiting.size;) {
    before = waiting.size;
    await pause(drainMs / 3);
  }
  for (const id of [...waiting.keys()]) {
    const answer = await queue?.cancel(id);
    if (answer === 'cancelled') judge.see({ kind: 'waited', id });
  }
  // Those that were matched in the last moment are delivered by the time that everybody else is out.
  await pause(drainMs / 3);
}
