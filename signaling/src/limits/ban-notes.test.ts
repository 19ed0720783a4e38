import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '../log/log.ts';
import { connectRedis } from '../redis/connect.ts';
import { startRedisServer, type TestRedisServer } from '../testing/redis-server.ts';
import { banNoteCosts, createBanNotesInMemory, createBanNotesInRedis, type BanNotes } from './ban-notes.ts';

let server: TestRedisServer;
let redis: Redis;
beforeAll(async () => {
  server = await startRedisServer();
  redis = new Redis(server.url);
});
afterAll(async () => {
  redis.disconnect();
  await server.stop();
});

const adapters: Record<string, () => BanNotes> = {
  memory: () => createBanNotesInMemory(() => 0),
  Redis: () => createBanNotesInRedis(redis),
};
for (const [name, open] of Object.entries(adapters)) {
  it(`notes of bans in ${name} are about one prefix alone`, async () => {
    const notes = open();
    expect(await notes.isNoted('here')).toBe(false);
    await notes.note('here');
    expect(await notes.isNoted('here')).toBe(true);
    expect(await notes.isNoted('there')).toBe(false);
  });
}

describe('a note of a ban', () => {
  it('ends by itself, in memory', async () => {
    let nowMs = 0;
    const notes = createBanNotesInMemory(() => nowMs);
    await notes.note('here');
    nowMs = banNoteCosts.lifeMs - 1;
    expect(await notes.isNoted('here')).toBe(true);
    nowMs = banNoteCosts.lifeMs;
    expect(await notes.isNoted('here')).toBe(false);
  });

  it('ends by itself, in Redis', async () => {
    await createBanNotesInRedis(redis).note('fading');
    const leftMs = await redis.pttl('sotto:ban-note:fading');
    expect(leftMs).toBeGreaterThan(0);
    expect(leftMs).toBeLessThanOrEqual(banNoteCosts.lifeMs);
  });

  it('stands in nobody’s way while Redis is away', async () => {
    const gone = await startRedisServer();
    const away = connectRedis(gone.url, createLog('silent'));
    await away.ping();
    await gone.stop();
    const notes = createBanNotesInRedis(away);
    await notes.note('here');
    expect(await notes.isNoted('here')).toBe(false);
    away.disconnect();
  });

  it('holds nobody up while Redis answers nothing', async () => {
    const silent = connectRedis(server.url, createLog('silent'));
    await redis.client('PAUSE', 60_000, 'ALL');
    const notes = createBanNotesInRedis(silent);
    await notes.note('here');
    expect(await notes.isNoted('here')).toBe(false);
    silent.disconnect();
  });
});
