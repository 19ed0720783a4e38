import { decodeSubmit } from './codec.ts';
import type { HeldTicket } from './committer.ts';
import { workerGroup, type PoolKeys } from './keys.ts';
import type { RedisConnection } from './script.ts';
import { entriesOfAutoclaim, entriesOfRead, type StreamEntry } from './streams.ts';
import { whichWait } from './which-wait.ts';
import { othersHoldScript, settleScript } from './worker-scripts.ts';

export interface IntentsOptions {
  readonly redis: RedisConnection;
  /** Used for the blocking read alone. */
  readonly blocking: RedisConnection;
  readonly keys: PoolKeys;
  readonly owner: string;
  readonly onError: (error: unknown) => void;
}

/** A read of fewer has emptied the stream. */
export const entriesPerRead = 256;
const entriesPerTakeover = 500;
/** Lua has room for 8,000 values at a time. */
const entriesPerSettle = 1_000;
/** Also how long an owner that lost its lease may go on reading. */
const blockMs = 500;
/** A consumer without entries that was silent for so long is a worker that is gone. */
const forgetConsumerAfterMs = 60_000;

/**
 * The stream of submits and cancels of one pool, as its owner reads it. The entry of a submit stays
 * pending while its ticket waits, so the pending entries are at any time what a new owner takes over.
 */
export class Intents {
  readonly #options: IntentsOptions;
  #settled: string[] = [];

  constructor(options: IntentsOptions) {
    this.#options = options;
  }

  async createGroup(): Promise<void> {
    const { redis, keys } = this.#options;
    try {
      await redis.call('xgroup', 'CREATE', keys.intents, workerGroup, '0', 'MKSTREAM');
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('BUSYGROUP')) throw error;
    }
  }

  /** Entries that nobody has read yet; none after half a second without any. */
  async read(): Promise<StreamEntry[]> {
    const { blocking, keys, owner } = this.#options;
    const group = ['GROUP', workerGroup, owner, 'COUNT', entriesPerRead, 'BLOCK', blockMs];
    return entriesOfRead(await blocking.call('xreadgroup', ...group, 'STREAMS', keys.intents, '>'));
  }

  /**
   * Claims every pending entry, whoever read it, and hands on those whose ticket still waits. Those that are held are
   * left alone; the others are removed. `accept` answers whether to go on: an owner that lost its lease must not take what
   * the next one holds.
   */
  async takeAll(
    isHeld: (submitted: HeldTicket) => boolean,
    accept: (submitted: readonly HeldTicket[]) => boolean,
  ): Promise<void> {
    const { redis, keys, owner } = this.#options;
    let cursor = '0-0';
    do {
      const reply = await redis.call(
        'xautoclaim',
        keys.intents,
        workerGroup,
        owner,
        0,
        cursor,
        'COUNT',
        entriesPerTakeover,
      );
      const part = entriesOfAutoclaim(reply);
      cursor = part.cursor;
      const submits: HeldTicket[] = [];
      for (const entry of part.entries) {
        const ticket = decodeSubmit(entry);
        if (ticket === undefined) this.settle(entry.id);
        else if (!isHeld({ ticket, entry: entry.id })) submits.push({ ticket, entry: entry.id });
      }
      const wait = await whichWait(redis, keys, submits);
      for (const [i, { entry }] of submits.entries()) if (!wait[i]) this.settle(entry);
      if (!accept(submits.filter((_, i) => wait[i]))) return;
    } while (cursor !== '0-0');
  }

  /** Whether another consumer holds entries: a worker that died, or was paused while it read. Forgets those that are gone. */
  async othersHoldEntries(): Promise<boolean> {
    const { redis, keys, owner } = this.#options;
    const args = [workerGroup, owner, forgetConsumerAfterMs];
    return (await othersHoldScript.run(redis, [keys.intents], args)) === 1;
  }

  /** Marks an entry as done; removed with the next {@link flush}. */
  settle(entry: string): void {
    this.#settled.push(entry);
  }

  flush(): void {
    const { redis, keys, onError } = this.#options;
    while (this.#settled.length > 0) {
      const settled = this.#settled.splice(0, entriesPerSettle);
      settleScript.run(redis, [keys.intents], [workerGroup, ...settled]).catch(onError);
    }
  }
}
