import type { Redis } from 'ioredis';
import type { Clock } from '../ports.ts';

/** Remembers what has been used, so that it is used once, also across nodes. */
export interface UsedOnce {
  /** `true` for the first caller with this key, `false` for every other until `expiresAtMs`. */
  claim(key: string, expiresAtMs: number): Promise<boolean>;
}

export function createUsedOnceInMemory(clock: Clock): UsedOnce {
  const expiryOf = new Map<string, number>();
  let nextClearMs = 0;
  return {
    claim: async (key, expiresAtMs) => {
      const nowMs = clock();
      if (nowMs >= nextClearMs) {
        for (const [used, expiryMs] of expiryOf) if (expiryMs <= nowMs) expiryOf.delete(used);
        nextClearMs = nowMs + 60_000;
      }
      if (expiryOf.has(key)) return false;
      expiryOf.set(key, expiresAtMs);
      return true;
    },
  };
}

export function createUsedOnceInRedis(redis: Redis, clock: Clock): UsedOnce {
  return {
    claim: async (key, expiresAtMs) => {
      const lifeMs = Math.max(1, expiresAtMs - clock());
      return (await redis.set(`sotto:used:${key}`, '1', 'PX', lifeMs, 'NX')) === 'OK';
    },
  };
}
