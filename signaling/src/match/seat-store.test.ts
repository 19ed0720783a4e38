import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '../log/log.ts';
import { connectRedis } from '../redis/connect.ts';
import { startRedisServer, type TestRedisServer } from '../testing/redis-server.ts';
import { createMemorySeatStore } from './memory-seat-store.ts';
import { createRedisSeatStore } from './redis-seat-store.ts';
import { describeSeatStore } from './seat-store.contract.ts';
import { decodeSnapshot } from './snapshot.ts';

describeSeatStore('memory', () => {
  let nowMs = 0;
  const store = createMemorySeatStore(() => nowMs);
  const pass = (ms: number) => {
    nowMs += ms;
    return Promise.resolve();
  };
  return Promise.resolve({ store, pass, close: () => store.close() });
});

let server: TestRedisServer;
beforeAll(async () => {
  server = await startRedisServer();
});
afterAll(() => server.stop());

describeSeatStore('Redis', () => {
  const redis = connectRedis(server.url, createLog('silent'));
  return Promise.resolve({
    store: createRedisSeatStore(redis),
    // Redis keeps its own time.
    pass: (ms) => setTimeout(ms),
    async close() {
      await redis.flushall();
      await redis.quit();
    },
  });
});

describe('a snapshot', () => {
  it('is none where another version has written it', () => {
    expect(decodeSnapshot(JSON.stringify({ version: 0, seat: {}, digest: '', held: [] }))).toBeUndefined();
  });
});
