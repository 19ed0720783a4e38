import { matchTicketLifeMs, systemRandomBytes } from '@sotto/protocol';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../../log/log.ts';
import { connectRedis } from '../../redis/connect.ts';
import { startRedisServer, type TestRedisServer } from '../../testing/redis-server.ts';
import { createReporterRecordsInMemory } from './memory-records.ts';
import { emptyRecord } from './record.ts';
import type { ReporterRecords } from './records.ts';
import { createReporterRecordsInRedis } from './redis-records.ts';

const idleMs = 86_400_000;
const time = { nowMs: 1_796_000_000_000 };
const clock = () => time.nowMs;
const soon = () => time.nowMs + 60_000;

let server: TestRedisServer;
let redis: Redis;
beforeAll(async () => {
  server = await startRedisServer();
  redis = new Redis(server.url);
});
beforeEach(() => redis.flushall());
afterAll(async () => {
  redis.disconnect();
  await server.stop();
});

const adapters: Record<string, () => ReporterRecords> = {
  memory: () => createReporterRecordsInMemory({ idleMs, clock }),
  Redis: () => createReporterRecordsInRedis({ redis, idleMs, clock, randomBytes: systemRandomBytes }),
};
for (const [name, open] of Object.entries(adapters)) {
  describe(`records of reporters in ${name}`, () => {
    let records: ReporterRecords;
    beforeEach(() => {
      records = open();
    });

    it('count what became of each report of a session, and of nobody else’s', async () => {
      for (const id of ['one', 'two', 'three']) await records.filed(id, 'ann', soon());
      await records.filed('other', 'ben', soon());
      expect(await records.of('ann')).toEqual(emptyRecord);
      await records.settle(['one', 'other'], 'upheld');
      await records.settle(['two'], 'false');
      expect(await records.of('ann')).toEqual({ upheld: 1, dismissed: 0, false: 1 });
      expect(await records.of('ben')).toEqual({ upheld: 1, dismissed: 0, false: 0 });
    });

    it('tell of a report’s sender without that report', async () => {
      for (const id of ['one', 'two']) await records.filed(id, 'ann', soon());
      expect(await records.besides('one')).toEqual(emptyRecord);
      await records.settle(['one'], 'dismissed');
      expect(await records.besides('one')).toEqual(emptyRecord);
      expect(await records.besides('two')).toEqual({ upheld: 0, dismissed: 1, false: 0 });
      expect(await records.besides('unknown')).toBeUndefined();
    });

    it('count each report once, as it was decided last, and not at all where that is taken back', async () => {
      await records.filed('one', 'ann', soon());
      await records.filed('one', 'ann', soon());
      await records.settle(['one'], 'upheld');
      await records.settle(['one'], 'false');
      expect(await records.of('ann')).toEqual({ upheld: 0, dismissed: 0, false: 1 });
      await records.settle(['one'], undefined);
      expect(await records.of('ann')).toEqual(emptyRecord);
    });

    it('hold what became of a report until its own end, whatever is filed later', async () => {
      const startMs = time.nowMs;
      await records.filed('one', 'ann', soon());
      await records.settle(['one'], 'upheld');
      time.nowMs += idleMs;
      await records.filed('two', 'ann', soon());
      await records.settle(['two'], 'false');
      expect(await records.of('ann')).toEqual({ upheld: 1, dismissed: 0, false: 1 });
      expect(await records.besides('two')).toEqual({ upheld: 1, dismissed: 0, false: 0 });
      time.nowMs = startMs + 60_000 + idleMs;
      records.sweep();
      expect(await records.of('ann')).toEqual({ upheld: 0, dismissed: 0, false: 1 });
      await records.filed('three', 'ann', soon());
      expect(await records.of('ann')).toEqual({ upheld: 0, dismissed: 0, false: 1 });
      expect(await records.besides('three')).toEqual({ upheld: 0, dismissed: 0, false: 1 });
    });

    it('hold what became of a report that long, also where one with an older ticket comes later', async () => {
      await records.filed('one', 'ann', time.nowMs + 60_000);
      await records.settle(['one'], 'upheld');
      await records.filed('two', 'ann', time.nowMs + 1_000);
      time.nowMs += 1_000 + idleMs;
      records.sweep();
      expect(await records.of('ann')).toEqual({ upheld: 1, dismissed: 0, false: 0 });
    });

    it('forget a reporter', async () => {
      await records.filed('one', 'ann', soon());
      await records.settle(['one'], 'upheld');
      await records.filed('two', 'ann', soon());
      await records.forget('ann');
      expect(await records.of('ann')).toEqual(emptyRecord);
      // What is decided later does not bring them back.
      await records.settle(['two'], 'upheld');
      expect(await records.of('ann')).toEqual(emptyRecord);
    });
  });
}

describe('what is known of a reporter', () => {
  it('ends in memory: whose a report is with its ticket, what became of it when a session can have been idle for too long', async () => {
    const records = createReporterRecordsInMemory({ idleMs, clock });
    await records.filed('one', 'ann', soon());
    await records.settle(['one'], 'upheld');
    time.nowMs += 60_000;
    records.sweep();
    expect(await records.besides('one')).toBeUndefined();
    await records.settle(['one'], 'false');
    expect(await records.of('ann')).toMatchObject({ upheld: 1 });
    time.nowMs += idleMs;
    expect(await records.of('ann')).toEqual(emptyRecord);
  });

  const openInRedis = (on: Redis = redis) =>
    createReporterRecordsInRedis({ redis: on, idleMs, clock, randomBytes: systemRandomBytes });
  const leftOf = async () =>
    Promise.all(
      (await redis.keys('sotto:*')).map(async (name) => ({ name, leftMs: await redis.pttl(name) })),
    );

  it('ends in Redis by itself, each report’s at its own time, and a report leads to no reporter', async () => {
    const records = openInRedis();
    await records.filed('the-report', 'ann', soon());
    await records.settle(['the-report'], 'upheld');
    const first = (await leftOf()).map(({ name }) => name);
    await records.filed('another', 'ann', time.nowMs + matchTicketLifeMs);
    await records.settle(['another'], 'upheld');
    await records.settle(['another'], undefined);
    for (const { name, leftMs } of await leftOf()) {
      expect(leftMs, name).toBeGreaterThan(0);
      expect(leftMs, name).toBeLessThanOrEqual(matchTicketLifeMs + idleMs);
    }
    // What is not of the reporter as a whole goes with the first report, though another came.
    const ofFirst = first.filter((name) => !/:of:|:record:/.test(name));
    expect(ofFirst).toHaveLength(3);
    for (const name of ofFirst) {
      const most = name.includes(':verdict:') ? 60_000 + idleMs : 60_000;
      expect(await redis.pttl(name), name).toBeLessThanOrEqual(most);
    }
    expect(await redis.get('sotto:{reporters}:filed:the-report')).not.toContain('ann');
  });

  it('is not cut short in Redis by a later report with an older ticket', async () => {
    const records = openInRedis();
    await records.filed('one', 'ann', time.nowMs + matchTicketLifeMs);
    await records.filed('two', 'ann', soon());
    const lasting = (await leftOf()).filter(({ leftMs }) => leftMs > matchTicketLifeMs + idleMs - 60_000);
    expect(lasting.map(({ name }) => name.split(':')[2]).sort()).toEqual(['of', 'record', 'verdict']);
  });

  it('leaves nothing in Redis once it was forgotten, whatever is decided later', async () => {
    const records = openInRedis();
    for (const id of ['one', 'two']) await records.filed(id, 'ann', soon());
    await records.settle(['one'], 'upheld');
    await records.forget('ann');
    expect(await redis.keys('*')).toEqual([]);
    await records.settle(['one', 'two'], 'upheld');
    expect(await redis.keys('*')).toEqual([]);
  });

  it('is nothing while Redis is away, which holds nobody up', async () => {
    const gone = await startRedisServer();
    const away = connectRedis(gone.url, createLog('silent'));
    await away.ping();
    await gone.stop();
    const records = openInRedis(away);
    await records.filed('one', 'ann', soon());
    await records.settle(['one'], 'upheld');
    expect(await records.of('ann')).toEqual(emptyRecord);
    expect(await records.besides('one')).toBeUndefined();
    // But that something is forgotten is not said before it is so.
    await expect(records.forget('ann')).rejects.toThrow();
    away.disconnect();
  });
});
