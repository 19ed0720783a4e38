import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startRedisServer, type TestRedisServer } from '../testing/redis-server.ts';
import { createRedisSessionStore } from './redis-store.ts';
import type { SessionStore } from './store.ts';
import { contractIdleMs, describeSessionStore } from './store.contract.ts';

let server: TestRedisServer;
let redis: Redis;
const stores: SessionStore[] = [];
let namespaces = 0;

beforeAll(async () => {
  server = await startRedisServer();
  redis = new Redis(server.url);
});
afterAll(async () => {
  await Promise.all(stores.map((store) => store.close()));
  redis.disconnect();
  await server.stop();
});

async function open(namespace: string): Promise<SessionStore> {
  const store = await createRedisSessionStore({ redis, idleMs: contractIdleMs, namespace });
  stores.push(store);
  return store;
}

describeSessionStore('Redis', async () => {
  const namespace = `:${(namespaces += 1)}`;
  return { here: await open(namespace), there: await open(namespace) };
});

describe('session store in Redis', () => {
  it('leaves no trace of an identity whose sessions are removed', async () => {
    const store = await open(':trace');
    await store.create({ session: 's1', handle: 'h', nickname: 'ann', refreshHash: 'r', lastUsedAtMs: 1 });
    await store.removeIdentity('h');
    expect(await redis.keys('*:trace*')).toEqual([]);
  });

  it('tells at the next sweep about an end whose message was lost', async () => {
    const store = await open(':lost');
    await store.create({ session: 's1', handle: 'h', nickname: 'ann', refreshHash: 'r', lastUsedAtMs: 1 });
    await redis.del('{sotto:sessions:lost}:session:s1', '{sotto:sessions:lost}:idle');
    const told: string[] = [];
    store.onEnded((session) => told.push(session));
    store.touch('s1', 2);
    await store.sweep(2);
    expect(told).toEqual(['s1']);
  });
});
