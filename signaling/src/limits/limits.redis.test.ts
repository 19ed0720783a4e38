import { systemRandomBytes } from '@sotto/protocol';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startRedisServer, type TestRedisServer } from '../testing/redis-server.ts';
import { createSharedPrefixKey } from './prefix-key.ts';
import { createRateGate } from './rate-gate.ts';

let server: TestRedisServer;
let redis: Redis;

beforeAll(async () => {
  server = await startRedisServer();
  redis = new Redis(server.url);
  // Until it is connected, a gate counts in memory.
  await redis.ping();
});
afterAll(async () => {
  redis.disconnect();
  await server.stop();
});

for (const shared of [false, true]) {
  describe(`rate gate in ${shared ? 'Redis' : 'memory'}`, () => {
    const open = (name: string) =>
      createRateGate({ name, points: 2, durationS: 60, redis: shared ? redis : undefined });

    it('lets so many through and tells the rest when to come back', async () => {
      const gate = open('first');
      expect(await gate.consume('ann')).toEqual({ ok: true, value: undefined });
      expect(await gate.consume('ann')).toEqual({ ok: true, value: undefined });
      const refused = await gate.consume('ann');
      if (refused.ok) throw new Error('passed');
      expect(refused.error.retryAfterS).toBeGreaterThan(55);
      expect(refused.error.retryAfterS).toBeLessThanOrEqual(60);
    });

    it('counts each key for itself', async () => {
      const gate = open('second');
      await gate.consume('ann');
      await gate.consume('ann');
      expect((await gate.consume('bob')).ok).toBe(true);
      expect((await gate.consume('ann')).ok).toBe(false);
    });
  });
}

describe('a rate gate in Redis', () => {
  it('asks Redis no more about a key that is refused until its window ends', async () => {
    const gate = createRateGate({ name: 'flooded', points: 2, durationS: 60, redis });
    const verdicts = [];
    for (let i = 0; i < 50; i += 1) verdicts.push((await gate.consume('ann')).ok);
    expect(verdicts.filter(Boolean)).toHaveLength(2);
    // The two, and the one by which this node learned of it.
    expect(await redis.get('sotto:rate:flooded:ann')).toBe('3');
    const refused = await gate.consume('ann');
    if (refused.ok) throw new Error('passed');
    expect(refused.error.retryAfterS).toBeGreaterThan(55);
  });
});

describe('limits of several nodes', () => {
  it('are counted together, under one prefix key', async () => {
    const nodes = [0, 1].map(() => createRateGate({ name: 'both', points: 2, durationS: 60, redis }));
    const [here, there] = await Promise.all(
      [0, 1].map(() => createSharedPrefixKey(redis, systemRandomBytes)),
    );
    expect(Buffer.from(here?.current() ?? [])).toEqual(Buffer.from(there?.current() ?? [1]));
    await nodes[0]?.consume('ann');
    await nodes[1]?.consume('ann');
    expect((await nodes[0]?.consume('ann'))?.ok).toBe(false);
    expect(await redis.pttl('sotto:prefix-key')).toBeGreaterThan(0);
  });
});
