import { createHash } from 'node:crypto';
import { ReplyError, type Cluster, type Redis } from 'ioredis';

/** A connection to a Redis server or cluster. */
export type RedisConnection = Redis | Cluster;

/** A Lua script that Redis runs in one piece, sent by its hash and in full only where the server lacks it. */
export class Script {
  readonly #lua: string;
  readonly #sha1: string;

  constructor(lua: string) {
    this.#lua = lua;
    this.#sha1 = createHash('sha1').update(lua).digest('hex');
  }

  async run(
    redis: RedisConnection,
    keys: readonly string[],
    args: readonly (string | number)[],
  ): Promise<unknown> {
    try {
      return await redis.call('evalsha', this.#sha1, keys.length, ...keys, ...args);
    } catch (error) {
      if (!(error instanceof ReplyError) || !isNoScript(error)) throw error;
      return redis.call('eval', this.#lua, keys.length, ...keys, ...args);
    }
  }
}

function isNoScript(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('NOSCRIPT');
}
