import { Redis } from 'ioredis';
import { errorFields, type Log } from '../log/log.ts';

/**
 * Connects to Redis. A call fails rather than waits for ever while the server is away; the connection comes
 * back by itself.
 */
export function connectRedis(url: string, log: Log): Redis {
  const redis = new Redis(url, { maxRetriesPerRequest: 3, connectTimeout: 5_000 });
  redis.on('error', (error: unknown) => log.warn('redis-error', errorFields(error)));
  return redis;
}

/** Whether a call failed because the server was away, which passes, rather than because it was wrong. */
export function isRedisAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === 'MaxRetriesPerRequestError' || error.message === 'Connection is closed.';
}
