import type { PoolKeys } from './keys.ts';
import type { RedisConnection } from './script.ts';
import { acquireLeaseScript, releaseLeaseScript, renewLeaseScript } from './worker-scripts.ts';

/**
 * The right to match in one pool, held by one worker at a time. Its text, `epoch:owner`, is what every claim
 * must show: a worker that was paused and comes back late finds that its text is not the one in Redis.
 */
export class Lease {
  readonly #redis: RedisConnection;
  readonly #keys: PoolKeys;
  readonly #owner: string;
  readonly #ttlMs: number;
  #highestEpoch = 0;
  #text: string | undefined;

  /** `owner` is different for each worker that ever ran. */
  constructor(redis: RedisConnection, keys: PoolKeys, owner: string, ttlMs: number) {
    this.#redis = redis;
    this.#keys = keys;
    this.#owner = owner;
    this.#ttlMs = ttlMs;
  }

  /** What claims show; `undefined` while the lease is not held. */
  get text(): string | undefined {
    return this.#text;
  }

  /** Answers whether it is held now. */
  async acquire(): Promise<boolean> {
    const { lease, epoch } = this.#keys;
    const args = [this.#owner, this.#ttlMs, this.#highestEpoch];
    const text = await acquireLeaseScript.run(this.#redis, [lease, epoch], args);
    if (typeof text !== 'string') return false;
    this.#text = text;
    this.#highestEpoch = Number(text.slice(0, text.indexOf(':')));
    return true;
  }

  /** Answers whether it is still held. */
  async renew(): Promise<boolean> {
    if (this.#text === undefined) return false;
    const held = await renewLeaseScript.run(this.#redis, [this.#keys.lease], [this.#text, this.#ttlMs]);
    if (held !== 1) this.#text = undefined;
    return held === 1;
  }

  /** Lets another worker have it at once. */
  async release(): Promise<void> {
    const text = this.#text;
    this.#text = undefined;
    if (text !== undefined) await releaseLeaseScript.run(this.#redis, [this.#keys.lease], [text]);
  }
}
