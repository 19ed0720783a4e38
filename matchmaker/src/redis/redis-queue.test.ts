import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { MatchingConfig } from '../engine/config.ts';
import { describeTicketQueue, type QueueUnderTest } from '../queue.contract.ts';
import type { TicketQueue } from '../queue.ts';
import { Inbox, sketchTicket, startRedis, type TestRedis } from '../testing.ts';
import { poolKeys } from './keys.ts';
import { createRedisTicketQueue, type RedisTicketQueueOptions } from './redis-queue.ts';
import { createMatchmakerWorker, type MatchmakerWorker, type MatchmakerWorkerOptions } from './worker.ts';

let server: TestRedis;
beforeAll(async () => {
  server = await startRedis();
});
afterAll(() => server.stop());
beforeEach(async () => {
  const redis = server.connect();
  await redis.flushall();
  redis.disconnect();
});

interface Node {
  readonly queue: TicketQueue;
  readonly inbox: Inbox;
}

function startNode(options: Partial<RedisTicketQueueOptions> = {}): Node {
  const queue = createRedisTicketQueue({ redis: server.connect(), nodeId: randomUUID(), ...options });
  const inbox = new Inbox();
  queue.onDelivery(inbox.listener);
  onTestFinished(() => queue.close());
  return { queue, inbox };
}

function startWorker(options: Partial<MatchmakerWorkerOptions> = {}): MatchmakerWorker {
  const worker = createMatchmakerWorker({ redis: server.connect(), standbyPollMs: 20, ...options });
  onTestFinished(() => worker.stop());
  return worker;
}

const ticket = (name: string) => sketchTicket(name, { enteredAtMs: Date.now() });

const start = async (config: Partial<MatchingConfig> = {}): Promise<QueueUnderTest> => {
  const worker = createMatchmakerWorker({ redis: server.connect(), config });
  const queue = createRedisTicketQueue({ redis: server.connect(), nodeId: randomUUID() });
  const inbox = new Inbox();
  queue.onDelivery(inbox.listener);
  return {
    queue,
    inbox,
    nowMs: () => Date.now(),
    close: async () => {
      await queue.close();
      await worker.stop();
    },
  };
};

describeTicketQueue('the Redis queue', start);

describe('the Redis queue', () => {
  it('delivers each side to the node that submitted its ticket', async () => {
    startWorker();
    const [first, second] = [startNode(), startNode()];
    const [ann, bob] = [ticket('ann'), ticket('bob')];
    await first.queue.submit(ann);
    await second.queue.submit(bob);
    const [toAnn, toBob] = await Promise.all([first.inbox.first(ann.id), second.inbox.first(bob.id)]);
    expect(toAnn.match).toEqual(toBob.match);
    expect([first.inbox.all, second.inbox.all].map((all) => all.length)).toEqual([1, 1]);
  });

  it('delivers to the node that submitted a waiting ticket last', async () => {
    startWorker();
    const [first, second] = [startNode(), startNode()];
    const [ann, bob] = [ticket('ann'), ticket('bob')];
    await first.queue.submit(ann);
    expect(await second.queue.submit(ann)).toBe('queued');
    await first.queue.submit(bob);
    await Promise.all([second.inbox.first(ann.id), first.inbox.first(bob.id)]);
    expect(first.inbox.of(ann.id)).toEqual([]);
  });

  it('tells a match again to the node that took over a matched ticket, offer included', async () => {
    startWorker();
    const [first, second] = [startNode(), startNode()];
    const [ann, bob] = [ticket('ann'), ticket('bob')];
    await first.queue.submit(ann);
    await first.queue.attachOffer(ann.id, 'sdp');
    await first.queue.submit(bob);
    const toBob = await first.inbox.first(bob.id);
    expect(await second.queue.submit(bob)).toBe('matched');
    expect(await second.inbox.first(bob.id)).toEqual(toBob);
    expect(toBob.match.initiator.offer).toBe('sdp');
  });

  it('matches what was submitted while no worker ran', async () => {
    const { queue, inbox } = startNode();
    const [ann, bob] = [ticket('ann'), ticket('bob')];
    await queue.submit(ann);
    await queue.submit(bob);
    startWorker();
    await Promise.all([inbox.first(ann.id), inbox.first(bob.id)]);
  });

  it('hands the pool over when its owner stops, with the tickets that wait', async () => {
    const { queue, inbox } = startNode();
    const owner = startWorker();
    const ann = ticket('ann');
    await queue.submit(ann);
    await expect.poll(() => owner.status()[0]?.waiting).toBe(1);
    const standby = startWorker();
    expect(standby.status()).toEqual([{ pool: 'text', owned: false, waiting: 0, matches: 0 }]);
    await owner.stop();
    const bob = ticket('bob');
    await queue.submit(bob);
    await inbox.first(ann.id);
    await expect.poll(() => standby.status()[0]?.matches).toBe(1);
  });

  it('lets a worker go on that lost its lease only as a standby', async () => {
    const { queue, inbox } = startNode();
    const usurped = startWorker({ leaseTtlMs: 60_000 });
    const ann = ticket('ann');
    await queue.submit(ann);
    await expect.poll(() => usurped.status()[0]?.waiting).toBe(1);
    const redis = server.connect();
    await redis.set(poolKeys('text').lease, '1:somebody else', 'PX', 1_500);
    const bob = ticket('bob');
    await queue.submit(bob);
    await expect.poll(() => usurped.status()[0]?.owned, { timeout: 1_400 }).toBe(false);
    expect(inbox.all).toEqual([]);
    await inbox.first(ann.id);
  });

  it('submits its tickets again when Redis has lost them', async () => {
    startWorker({ leaseTtlMs: 200 });
    const { queue, inbox } = startNode({ ticketTtlMs: 300 });
    const [ann, bob] = [ticket('ann'), ticket('bob')];
    await queue.submit(ann);
    await server.restart();
    await queue.submit(bob);
    await Promise.all([inbox.first(ann.id), inbox.first(bob.id)]);
  });

  it('keeps a waiting ticket for as long as its node vouches for it, and no longer', async () => {
    const redis = server.connect();
    const { queue } = startNode({ ticketTtlMs: 300 });
    const ann = ticket('ann');
    await queue.submit(ann);
    const key = poolKeys('text').ticket(ann.id);
    // Seen to run down by a third, then to be wound up again.
    await expect.poll(() => redis.pttl(key), { interval: 10 }).toBeLessThan(220);
    await expect.poll(() => redis.pttl(key), { interval: 10 }).toBeGreaterThan(250);
    await queue.close();
    await expect.poll(() => redis.exists(key)).toBe(0);
  });

  it('leaves nothing behind in the streams once everybody is settled', async () => {
    startWorker();
    const { queue, inbox } = startNode({ nodeId: 'node' });
    const [ann, bob, eve] = [ticket('ann'), ticket('bob'), ticket('eve')];
    for (const person of [ann, bob, eve]) await queue.submit(person);
    await inbox.first(ann.id);
    expect(await queue.cancel(eve.id)).toBe('cancelled');
    const redis = server.connect();
    const keys = poolKeys('text');
    await expect.poll(() => redis.xlen(keys.intents)).toBe(0);
    await expect.poll(() => redis.xlen(keys.deliveries('node'))).toBe(0);
    expect(await redis.pttl(keys.ticket(ann.id))).toBeGreaterThan(0);
  });

  it('lets go of a ticket that expired, which nobody tells of', async () => {
    const worker = startWorker();
    const { queue } = startNode({ ticketTtlMs: 300 });
    await queue.submit(ticket('ann'));
    await expect.poll(() => worker.status()[0]?.waiting).toBe(1);
    await queue.close();
    await expect.poll(() => worker.status()[0]?.waiting, { timeout: 5_000 }).toBe(0);
    const redis = server.connect();
    await expect.poll(() => redis.xlen(poolKeys('text').intents)).toBe(0);
  });

  it('has the next owner remove settled entries that could not be removed', async () => {
    const hampered = server.connect();
    await hampered.call('acl', 'SETUSER', 'hampered', 'on', 'nopass', '~*', '&*', '+@all', '-xdel');
    await hampered.call('auth', 'hampered', '');
    const owner = startWorker({ redis: hampered });
    const { queue } = startNode();
    const ann = ticket('ann');
    await queue.submit(ann);
    await expect.poll(() => owner.status()[0]?.waiting).toBe(1);
    await queue.cancel(ann.id);
    await expect.poll(() => owner.status()[0]?.waiting).toBe(0);
    await owner.stop();
    startWorker();
    const redis = server.connect();
    await expect.poll(() => redis.xlen(poolKeys('text').intents)).toBe(0);
  });
});
