import {
  startPostgres,
  startRedisServer,
  type TestPostgres,
  type TestRedisServer,
} from '@sotto/signaling/testing';
import { endsWithUs } from './program.ts';

/** Redis and PostgreSQL of a cluster. Both keep their address when they are started anew; Redis forgets everything. */
export interface Stores {
  readonly redisUrl: string;
  readonly postgres: TestPostgres;
  redisFailover(): Promise<void>;
  postgresRestart(): Promise<void>;
  stop(): Promise<void>;
}

export async function startStores(redisPort: number): Promise<Stores> {
  const postgres = await startPostgres();
  let forgetPostgres = endsWithUs(postgres.pid());
  let redis: TestRedisServer;
  try {
    redis = await startRedisServer(redisPort);
  } catch (error) {
    await postgres.stop();
    forgetPostgres();
    throw error;
  }
  let forgetRedis = endsWithUs(redis.pid);
  return {
    redisUrl: redis.url,
    postgres,
    redisFailover: async () => {
      await redis.stop();
      forgetRedis();
      redis = await startRedisServer(redisPort);
      forgetRedis = endsWithUs(redis.pid);
    },
    postgresRestart: async () => {
      forgetPostgres();
      await postgres.restart();
      forgetPostgres = endsWithUs(postgres.pid());
    },
    stop: async () => {
      await redis.stop();
      forgetRedis();
      await postgres.stop();
      forgetPostgres();
    },
  };
}
