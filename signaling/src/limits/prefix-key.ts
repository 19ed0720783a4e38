import type { RandomBytes } from '@sotto/protocol';
import type { Redis } from 'ioredis';
import type { Clock } from '../ports.ts';

const keyLifetimeMs = 24 * 60 * 60_000;
const keyBytes = 32;

/** The key under which address prefixes are hashed. It is never written to a disk and lives for a day. */
export interface PrefixKey {
  current(): Uint8Array;
  /** Takes a new key where the old one has had its day. To be called about once a minute. */
  refresh(): Promise<void>;
}

/** A key of this process alone. */
export function createPrefixKey(clock: Clock, randomBytes: RandomBytes): PrefixKey {
  let key = randomBytes(keyBytes);
  let madeAtMs = clock();
  return {
    current: () => key,
    refresh: async () => {
      if (clock() - madeAtMs < keyLifetimeMs) return;
      key = randomBytes(keyBytes);
      madeAtMs = clock();
    },
  };
}

/** One key for all nodes, so that they count together. Redis holds it in memory and forgets it after a day. */
export async function createSharedPrefixKey(redis: Redis, randomBytes: RandomBytes): Promise<PrefixKey> {
  const name = 'sotto:prefix-key';
  let key: Uint8Array = randomBytes(keyBytes);
  const refresh = async (): Promise<void> => {
    const proposal = Buffer.from(randomBytes(keyBytes));
    await redis.set(name, proposal, 'PX', keyLifetimeMs, 'NX');
    key = (await redis.getBuffer(name)) ?? key;
  };
  await refresh();
  return { current: () => key, refresh };
}
