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
  it('ends in memory: whose a report is with its ticket, the record with the session', async () => {
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

  it('ends in Redis by itself, and a report leads to no reporter', async () => {
    const records = createReporterRecordsInRedis({ redis, idleMs, clock, randomBytes: systemRandomBytes });
    await records.filed('the-report', 'ann', soon());
    await records.settle(['the-report'], 'upheld');
    for (const name of await redis.keys('*')) {
      const leftMs = await redis.pttl(name);
      expect(leftMs, name).toBeGreaterThan(0);
      const most = name.startsWith('sotto:reporter-of:') ? 60_000 : matchTicketLifeMs + idleMs;
      expect(leftMs, name).toBeLessThanOrEqual(most);
    }
    expect(await redis.get('sotto:reporter-of:the-report')).not.toContain('ann');
  });

  it('is nothing while Redis is away, which holds nobody up', async () => {
    const gone = await startRedisServer();
    const away = connectRedis(gone.url, createLog('silent'));
    await away.ping();
    await gone.stop();
    const records = createReporterRecordsInRedis({
      redis: away,
      idleMs,
      clock,
      randomBytes: systemRandomBytes,
    });
    await records.filed('one', 'ann', soon());
    await records.settle(['one'], 'upheld');
    expect(await records.of('ann')).toEqual(emptyRecord);
    expect(await records.besides('one')).toBeUndefined();
    away.disconnect();
  });
});
