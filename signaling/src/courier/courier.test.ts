import { afterAll, beforeAll } from 'vitest';
import { createLog } from '../log/log.ts';
import { connectRedis } from '../redis/connect.ts';
import { startRedisServer, type TestRedisServer } from '../testing/redis-server.ts';
import { describeCourier } from './courier.contract.ts';
import type { Courier } from './courier.ts';
import { createMemoryPost } from './memory-courier.ts';
import { createRedisCourier } from './redis-courier.ts';

describeCourier('memory', () => {
  const post = createMemoryPost();
  return Promise.resolve({ courier: () => post.courier(), close: () => Promise.resolve() });
});

let server: TestRedisServer;
beforeAll(async () => {
  server = await startRedisServer();
});
afterAll(() => server.stop());

describeCourier('Redis', () => {
  const log = createLog('silent');
  const connections = [connectRedis(server.url, log), connectRedis(server.url, log)];
  const couriers: Courier[] = [];
  return Promise.resolve({
    courier() {
      const redis = connections[couriers.length];
      if (redis === undefined) throw new Error('two nodes are enough');
      const courier = createRedisCourier(redis, log);
      couriers.push(courier);
      return courier;
    },
    async close() {
      for (const courier of couriers) await courier.close();
      for (const redis of connections) await redis.quit();
    },
  });
});
