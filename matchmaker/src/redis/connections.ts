import { Cluster } from 'ioredis';
import type { RedisConnection } from './script.ts';

/** Longer than any blocking read: a connection that is silent for so long is dead, whatever TCP believes. */
const silentMs = 6_000;
const slowestRetryMs = 500;

/**
 * Another connection to the same server, for blocking reads. It never gives up: the reads are sent again when
 * the server is back, within half a second of that.
 */
export function blockingConnection(
  redis: RedisConnection,
  onError: (error: unknown) => void,
): RedisConnection {
  const options = { maxRetriesPerRequest: null, socketTimeout: silentMs };
  const connection =
    redis instanceof Cluster
      ? redis.duplicate(undefined, { redisOptions: options })
      : redis.duplicate({ ...options, retryStrategy: retrySoon });
  connection.on('error', onError);
  return connection;
}

/** Waits 50 ms more after each failed try, up to half a second. */
export function retrySoon(times: number): number {
  return Math.min(times * 50, slowestRetryMs);
}
