import { fail, ok } from '@sotto/protocol';
import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { RateGate, RateLimit } from '../ports.ts';

export interface RateGateOptions extends RateLimit {
  /** Keeps this limit's counts apart from others'. */
  readonly name: string;
  /** Present: all nodes count together. While Redis is away, each counts for itself. */
  readonly redis?: Redis | undefined;
}

/**
 * A limit of `points` in a window of `durationS` for each key.
 * @example
 * const gate = createRateGate({ name: 'register', points: 5, durationS: 60 });
 * const verdict = await gate.consume(prefix); // the sixth: { ok: false, error: { retryAfterS: 60 } }
 */
export function createRateGate({ name, redis, points, durationS }: RateGateOptions): RateGate {
  const limit = { keyPrefix: `sotto:rate:${name}`, points, duration: durationS };
  const inMemory = new RateLimiterMemory(limit);
  const limiter =
    redis === undefined
      ? inMemory
      : new RateLimiterRedis({
          ...limit,
          storeClient: redis,
          rejectIfRedisNotReady: true,
          insuranceLimiter: inMemory,
          // Once refused, a key is refused here until its window ends: a flood asks Redis once.
          inMemoryBlockOnConsumed: points + 1,
        });
  return {
    consume: async (key) => {
      try {
        await limiter.consume(key);
        return ok(undefined);
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        return fail({ retryAfterS: Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000)) });
      }
    },
  };
}
