import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';

/** Runs one Lua script: by its hash, and by its text where the server does not know it yet. */
export type Script = (
  redis: Redis,
  keys: readonly string[],
  args: readonly (string | number)[],
) => Promise<unknown>;

/** Prepares a Lua script; Redis runs it atomically. */
export function script(source: string): Script {
  const sha1 = createHash('sha1').update(source).digest('hex');
  return async (redis, keys, args) => {
    try {
      return await redis.evalsha(sha1, keys.length, ...keys, ...args);
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
    }
    return redis.eval(source, keys.length, ...keys, ...args);
  };
}
