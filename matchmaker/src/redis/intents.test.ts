import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startRedis, type TestRedis } from '../testing.ts';
import { Intents } from './intents.ts';
import { poolKeys, workerGroup } from './keys.ts';
import { createRedisTicketQueue } from './redis-queue.ts';
import { sketchTicket } from '../testing/tickets.ts';

let server: TestRedis;
let redis: ReturnType<TestRedis['connect']>;
const keys = poolKeys('text');

beforeAll(async () => {
  server = await startRedis();
  redis = server.connect();
});
afterAll(() => server.stop());
beforeEach(() => redis.flushall());

const failures: unknown[] = [];
const intentsOf = (owner: string): Intents =>
  new Intents({
    redis,
    blocking: server.connect(),
    keys,
    owner,
    onError: (error) => failures.push(error),
  });

describe('the stream of intents', () => {
  it('is taken over no further once the new owner has lost its lease too', async () => {
    const queue = createRedisTicketQueue({ redis, nodeId: 'node' });
    const dead = intentsOf('dead');
    await dead.createGroup();
    const people = Array.from({ length: 1_200 }, (_, i) => queue.submit(sketchTicket(`person ${i}`)));
    await Promise.all(people);
    let read = 0;
    while (read < people.length) read += (await dead.read()).length;
    const parts: number[] = [];
    await intentsOf('usurped').takeAll(
      () => false,
      (submitted) => {
        parts.push(submitted.length);
        return false;
      },
    );
    const pending = await redis.xpending(keys.intents, workerGroup);
    expect(parts).toEqual([500]);
    expect(new Map(pending[3] as [string, string][])).toEqual(
      new Map([
        ['dead', '700'],
        ['usurped', '500'],
      ]),
    );
    await queue.close();
  });

  it('loses as many settled entries at once as there may be', async () => {
    const intents = intentsOf('owner');
    await intents.createGroup();
    const pipeline = redis.pipeline();
    for (let i = 0; i < 9_000; i += 1) pipeline.xadd(keys.intents, '*', 'c', 'nobody');
    await pipeline.exec();
    for (let left = 9_000; left > 0;) {
      const entries = await intents.read();
      for (const { id } of entries) intents.settle(id);
      left -= entries.length;
    }
    intents.flush();
    await expect.poll(() => redis.xlen(keys.intents)).toBe(0);
    expect(failures).toEqual([]);
  });
});
