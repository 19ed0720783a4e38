import { randomUUID } from 'node:crypto';
import { createMatchmakerWorker, createRedisTicketQueue, type MatchingConfig } from '@sotto/matchmaker';
import { systemRandomBytes } from '@sotto/protocol';
import { createUsedOnceInRedis } from '../challenge/once.ts';
import type { RedisConfig } from '../config/config.ts';
import { createReporterRecordsInRedis } from '../cases/reporters/redis-records.ts';
import { createRedisCourier } from '../courier/redis-courier.ts';
import { createDayKeyRedis } from '../evidence/day-key-redis.ts';
import { createBanNotesInRedis } from '../limits/ban-notes.ts';
import { createSharedPrefixKey } from '../limits/prefix-key.ts';
import { createHealth } from '../health.ts';
import { createRateGate } from '../limits/rate-gate.ts';
import { errorFields, type Log } from '../log/log.ts';
import { createRedisSeatStore } from '../match/redis-seat-store.ts';
import type { Clock } from '../ports.ts';
import { connectRedis } from '../redis/connect.ts';
import { createRedisSessionStore } from '../session/redis-store.ts';
import type { Backend } from './backend.ts';

/** For each part: Redis may be away, and the node still has to stop. */
const closingMs = 1_000;

export interface RedisBackendOptions extends RedisConfig {
  readonly clock: Clock;
  readonly log: Log;
  readonly sessionIdleMs: number;
  /** The key under which match ticket keys are shared. */
  readonly dayKeyWrap: Uint8Array;
  /** What differs from the matchmaker's defaults, where one runs here. */
  readonly matching: Partial<MatchingConfig>;
}

/** Everything in Redis, shared by all nodes. Rejects where Redis cannot be reached at the start. */
export async function createRedisBackend(options: RedisBackendOptions): Promise<Backend> {
  const { clock, log, sessionIdleMs } = options;
  const redis = connectRedis(options.url, log);
  const onError = (error: unknown): void => log.warn('matching-failed', errorFields(error));
  const [sessions, prefixKey] = await Promise.all([
    createRedisSessionStore({ redis, idleMs: sessionIdleMs }),
    createSharedPrefixKey(redis, systemRandomBytes),
  ]).catch((error: unknown) => {
    redis.disconnect();
    throw error;
  });
  const worker = options.runMatchmaker
    ? createMatchmakerWorker({ redis, config: options.matching, onError })
    : undefined;
  const queue = createRedisTicketQueue({ redis, nodeId: randomUUID(), onError });
  const courier = createRedisCourier(redis, log);
  const seatStore = createRedisSeatStore(redis);
  return {
    sessions,
    used: createUsedOnceInRedis(redis, clock),
    banNotes: createBanNotesInRedis(redis),
    reporters: createReporterRecordsInRedis({
      redis,
      idleMs: sessionIdleMs,
      clock,
      randomBytes: systemRandomBytes,
    }),
    prefixKey,
    dayKeys: createDayKeyRedis(redis, options.dayKeyWrap, clock),
    queue,
    courier,
    seatStore,
    rateGate: (name, limit) => createRateGate({ name, redis, ...limit }),
    isThere: createHealth(() => redis.ping()),
    ...(worker && { pools: () => worker.status() }),
    close: async () => {
      const closings: (() => Promise<unknown> | undefined)[] = [
        () => worker?.stop(),
        () => queue.close(),
        () => courier.close(),
        () => seatStore.close(),
        () => sessions.close(),
        () => redis.quit(),
      ];
      for (const close of closings) {
        try {
          await Promise.race([close(), rejectAfter(closingMs)]);
        } catch (error) {
          log.warn('close-failed', errorFields(error));
        }
      }
      redis.disconnect();
    },
  };
}

function rejectAfter(ms: number): Promise<never> {
  return new Promise((_resolve, reject) => {
    setTimeout(() => reject(new Error('took too long')), ms).unref();
  });
}
