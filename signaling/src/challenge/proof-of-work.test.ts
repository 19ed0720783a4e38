import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startRedisServer, type TestRedisServer } from '../testing/redis-server.ts';
import { solveProof } from '../testing/solve.ts';
import { createUsedOnceInMemory, createUsedOnceInRedis, type UsedOnce } from './once.ts';
import { createProofOfWork } from './proof-of-work.ts';

const rules = { rounds: 2, guesses: 4, calmPerMinute: 1_000, calmPerPrefix: 1_000, ttlS: 60 };
const key = new Uint8Array(32).fill(7);

function start(changes: Partial<typeof rules> = {}, otherKey = key) {
  const time = { nowMs: Date.now() };
  const clock = () => time.nowMs;
  const used = createUsedOnceInMemory(clock);
  return { time, work: createProofOfWork({ ...rules, ...changes }, otherKey, { clock, used }) };
}

type Decoded = {
  challenge: { parameters: Record<string, unknown>; signature: string };
  solution: Record<string, unknown>;
};

function tamper(proof: string, change: (decoded: Decoded) => void): string {
  const decoded = JSON.parse(atob(proof)) as Decoded;
  change(decoded);
  return btoa(JSON.stringify(decoded));
}

describe('proof of work', () => {
  it('is accepted once solved, and once only', async () => {
    const { work } = start();
    const proof = await solveProof(await work.challenge('p'));
    const checked = await work.check(proof);
    expect(await checked?.claim()).toBe(true);
    expect(await checked?.claim()).toBe(false);
    expect(await (await work.check(proof))?.claim()).toBe(false);
  });

  it('is not a second proof because it is written differently', async () => {
    const { work } = start();
    const proof = await solveProof(await work.challenge('p'));
    await (await work.check(proof))?.claim();
    const again = tamper(proof, (decoded) => (decoded.solution['time'] = 1));
    expect(await (await work.check(again))?.claim()).toBe(false);
  });

  it('expires', async () => {
    const { work, time } = start();
    const proof = await solveProof(await work.challenge('p'));
    time.nowMs += 59_000;
    expect(await work.check(proof)).toBeDefined();
    time.nowMs += 2_000;
    expect(await work.check(proof)).toBeUndefined();
  });

  it('cannot be used again in the very millisecond in which it expires', async () => {
    const { work, time } = start();
    const proof = await solveProof(await work.challenge('p'));
    await (await work.check(proof))?.claim();
    const { challenge } = JSON.parse(atob(proof)) as Decoded;
    time.nowMs = (challenge.parameters['expiresAt'] as number) * 1_000;
    expect(await work.check(proof)).toBeUndefined();
  });

  it('of an expired challenge stays expired when its date is changed', async () => {
    const { work, time } = start();
    const proof = await solveProof(await work.challenge('p'));
    time.nowMs += 120_000;
    const later = tamper(proof, ({ challenge }) => (challenge.parameters['expiresAt'] = 4e9));
    expect(await work.check(later)).toBeUndefined();
  });

  it('is refused where it is not the solution', async () => {
    const { work } = start();
    const proof = await solveProof(await work.challenge('p'));
    const wrong = tamper(proof, ({ solution }) => (solution['derivedKey'] = '00'.repeat(32)));
    expect(await work.check(wrong)).toBeUndefined();
  });

  it('is refused where somebody else set the challenge', async () => {
    const foreign = start({}, new Uint8Array(32).fill(8));
    const proof = await solveProof(await foreign.work.challenge('p'));
    expect(await start().work.check(proof)).toBeUndefined();
  });

  it('is refused, not a crash, whatever is sent instead', async () => {
    const { work } = start();
    for (const junk of [
      '',
      '!',
      btoa('{}'),
      btoa('null'),
      btoa('[1]'),
      btoa('{"challenge":{"parameters":1}}'),
    ]) {
      expect(await work.check(junk)).toBeUndefined();
    }
  });

  it('takes more guesses the more challenges one prefix asks for', async () => {
    const { work } = start({ calmPerPrefix: 1, guesses: 10 });
    const guesses = async (prefix: string) => {
      const proof = await solveProof(await work.challenge(prefix));
      return (JSON.parse(atob(proof)) as Decoded).solution['counter'] as number;
    };
    expect(await guesses('busy')).toBeLessThanOrEqual(15);
    for (let i = 0; i < 18; i += 1) await work.challenge('busy');
    expect(await guesses('busy')).toBeGreaterThanOrEqual(100);
    expect(await guesses('calm')).toBeLessThanOrEqual(15);
  });
});

describe('what is used once', () => {
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

  const adapters: Record<string, (clock: () => number) => UsedOnce> = {
    memory: createUsedOnceInMemory,
    Redis: (clock) => createUsedOnceInRedis(redis, clock),
  };
  for (const [name, make] of Object.entries(adapters)) {
    it(`is claimed by exactly one of many, in ${name}`, async () => {
      const used = make(() => 1_000);
      const claims = await Promise.all(Array.from({ length: 20 }, () => used.claim('x', 61_000)));
      expect(claims.filter(Boolean)).toHaveLength(1);
      expect(await used.claim('y', 61_000)).toBe(true);
    });
  }

  it('is forgotten in memory once it has expired', async () => {
    let nowMs = 0;
    const used = createUsedOnceInMemory(() => nowMs);
    await used.claim('x', 60_000);
    nowMs = 59_999;
    expect(await used.claim('x', 60_000)).toBe(false);
    nowMs = 120_000;
    expect(await used.claim('x', 180_000)).toBe(true);
  });

  it('is forgotten by Redis by itself', async () => {
    await createUsedOnceInRedis(redis, () => 0).claim('fading', 60_000);
    const leftMs = await redis.pttl('sotto:used:fading');
    expect(leftMs).toBeGreaterThan(0);
    expect(leftMs).toBeLessThanOrEqual(60_000);
  });
});
