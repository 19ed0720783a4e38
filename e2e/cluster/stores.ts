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
  let redis: TestRedisServer = await startRedisServer(redisPort);
  let forget = [endsWithUs(redis.pid), endsWithUs(postgres.pid())];
  const follow = (): void => {
    for (const end of forget) end();
    forget = [endsWithUs(redis.pid), endsWithUs(postgres.pid())];
  };
  return {
    redisUrl: redis.url,
    postgres,
    redisFailover: async () => {
      await redis.stop();
      redis = await startRedisServer(redisPort);
      follow();
    },
    postgresRestart: async () => {
      await postgres.restart();
      follow();
    },
    stop: async () => {
      for (const end of forget) end();
      await redis.stop();
      await postgres.stop();
    },
  };
}
