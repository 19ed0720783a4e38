import { setTimeout as pause } from 'node:timers/promises';
import { pools as allPools, type MatchId, type Pool } from '@sotto/protocol';
import { systemClock, type Clock } from '../clock.ts';
import { defaultMatchingConfig, type MatchingConfig } from '../engine/config.ts';
import { newMatchId } from '../match.ts';
import { blockingConnection } from './connections.ts';
import { poolKeys } from './keys.ts';
import { Lease } from './lease.ts';
import type { RedisConnection } from './script.ts';
import { Tenure } from './tenure.ts';

export interface MatchmakerWorkerOptions {
  /** For commands. Stays open when the worker stops; blocking reads get connections of their own. */
  readonly redis: RedisConnection;
  readonly pools?: readonly Pool[];
  /** What differs from {@link defaultMatchingConfig}. */
  readonly config?: Partial<MatchingConfig>;
  readonly clock?: Clock;
  readonly random?: () => number;
  readonly newMatchId?: () => MatchId;
  /** A pool is another's this long after its owner's last sign of life, at the latest. */
  readonly leaseTtlMs?: number;
  /** How often a worker that owns nothing asks whether it may. */
  readonly standbyPollMs?: number;
  /** How long the outcome of a matched ticket is remembered. */
  readonly retainMs?: number;
  readonly onError?: (error: unknown) => void;
}

export interface PoolStatus {
  readonly pool: Pool;
  readonly owned: boolean;
  /** Tickets held while the pool is owned. */
  readonly waiting: number;
  /** Matches committed by this worker since it started. */
  readonly matches: number;
}

export interface MatchmakerWorker {
  status(): PoolStatus[];
  /** Commits what is under way, then lets other workers take over. */
  stop(): Promise<void>;
}

/**
 * Matches in every pool that it can get the lease of. Any number may run; one owns a pool, and when it dies
 * another goes on within `leaseTtlMs + standbyPollMs` and the time it takes to read the waiting tickets.
 */
export function createMatchmakerWorker(options: MatchmakerWorkerOptions): MatchmakerWorker {
  const workers = (options.pools ?? allPools).map((pool) => new PoolWorker(pool, options));
  return {
    status: () => workers.map((worker) => worker.status()),
    stop: async () => {
      await Promise.all(workers.map((worker) => worker.stop()));
    },
  };
}

const pauseAfterErrorMs = 200;

class PoolWorker {
  readonly #pool: Pool;
  readonly #options: MatchmakerWorkerOptions;
  readonly #onError: (error: unknown) => void;
  readonly #blocking: RedisConnection;
  readonly #stopping = new AbortController();
  readonly #running: Promise<void>;
  #tenure: Tenure | undefined;
  #matches = 0;

  constructor(pool: Pool, options: MatchmakerWorkerOptions) {
    this.#pool = pool;
    this.#options = options;
    this.#onError = options.onError ?? (() => {});
    this.#blocking = blockingConnection(options.redis, this.#onError);
    this.#running = this.#run();
  }

  status(): PoolStatus {
    const waiting = this.#tenure?.waiting ?? 0;
    return { pool: this.#pool, owned: this.#tenure !== undefined, waiting, matches: this.#matches };
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#tenure?.end();
    // Ends a blocked read. Entries that it takes along are pending, and go to the next owner.
    this.#blocking.disconnect();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { redis, leaseTtlMs = 1_000, standbyPollMs = 250 } = this.#options;
    const owner = crypto.randomUUID();
    const lease = new Lease(redis, poolKeys(this.#pool), owner, leaseTtlMs);
    while (!this.#stopping.signal.aborted) {
      try {
        if (await lease.acquire()) await this.#own(lease, owner, leaseTtlMs);
        else await this.#pause(standbyPollMs);
      } catch (error) {
        if (this.#stopping.signal.aborted) return;
        this.#onError(error);
        await this.#pause(pauseAfterErrorMs);
      }
    }
  }

  async #own(lease: Lease, owner: string, leaseTtlMs: number): Promise<void> {
    const { redis, clock = systemClock, random = Math.random, retainMs = 60_000 } = this.#options;
    this.#tenure = new Tenure({
      redis,
      blocking: this.#blocking,
      keys: poolKeys(this.#pool),
      lease,
      owner,
      config: { ...defaultMatchingConfig, ...this.#options.config },
      clock,
      random,
      newMatchId: this.#options.newMatchId ?? newMatchId,
      leaseTtlMs,
      retainMs,
      onMatches: (count) => (this.#matches += count),
      onError: this.#onError,
    });
    if (this.#stopping.signal.aborted) this.#tenure.end();
    try {
      await this.#tenure.run();
    } finally {
      this.#tenure = undefined;
    }
  }

  async #pause(ms: number): Promise<void> {
    await pause(ms, undefined, { signal: this.#stopping.signal }).catch(() => {});
  }
}
