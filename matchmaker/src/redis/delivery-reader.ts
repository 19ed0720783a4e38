import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from '@sotto/protocol';
import type { Delivery } from '../queue.ts';
import { decodeDeliveries } from './codec.ts';
import { poolKeys } from './keys.ts';
import type { RedisConnection } from './script.ts';
import { entriesOfRead, nextId } from './streams.ts';

/** An entry holds what one claim made, up to 64 matches with their offers. */
const entriesPerRead = 32;
/** Also how long a stopped reader may linger. */
const blockMs = 2_000;
const pauseAfterErrorMs = 200;
/** More than a stream can hold that was not trimmed because the connection broke. Up to twice as many are remembered. */
const entriesRemembered = 4_096;

export interface DeliveryReaderOptions {
  /** Used for nothing else: a blocked read holds up every command behind it. */
  readonly blocking: RedisConnection;
  readonly commands: RedisConnection;
  readonly nodeId: string;
  readonly pool: Pool;
  readonly onDelivery: (delivery: Delivery) => void;
  readonly onError: (error: unknown) => void;
}

/**
 * Reads a node's stream of deliveries in one pool. An entry is removed after its deliveries were handed on, so
 * a cut connection repeats deliveries but loses none. The read blocks in Redis, which wakes it in the same
 * instant as a published hint would.
 */
export class DeliveryReader {
  readonly #options: DeliveryReaderOptions;
  /** Ids of entries that were handed on: the latest, and as many before them as are remembered. */
  #handed = new Set<string>();
  #handedBefore = new Set<string>();
  /** Of the entry that was read last. */
  #last = '0-0';
  #stopped = false;

  constructor(options: DeliveryReaderOptions) {
    this.#options = options;
    void this.#run();
  }

  stop(): void {
    this.#stopped = true;
    this.#options.blocking.disconnect();
  }

  async #run(): Promise<void> {
    const { blocking, nodeId, pool, onError } = this.#options;
    const stream = poolKeys(pool).deliveries(nodeId);
    // A server that came back without its data may count its entries from an earlier time.
    blocking.on('ready', () => (this.#last = '0-0'));
    while (!this.#stopped) {
      try {
        const reply = await blocking.call(
          'xread',
          'COUNT',
          entriesPerRead,
          'BLOCK',
          blockMs,
          'STREAMS',
          stream,
          this.#last,
        );
        this.#handOn(reply, stream);
      } catch (error) {
        if (this.#stopped) return;
        onError(error);
        await pause(pauseAfterErrorMs);
      }
    }
  }

  /**
   * A function of its own, since a loop that waits for the next reply keeps what it had in hand: a quiet node would hold
   * its last match until the next one.
   */
  #handOn(reply: unknown, stream: string): void {
    for (const entry of entriesOfRead(reply)) {
      if (this.#stopped) return;
      this.#last = entry.id;
      if (!this.#isNew(entry.id)) continue;
      for (const delivery of decodeDeliveries(entry, this.#options.pool)) this.#options.onDelivery(delivery);
    }
    if (Array.isArray(reply)) this.#trim(stream, this.#last);
  }

  /** Whether an entry was not handed on before: after a reconnection the stream is read from its start. */
  #isNew(id: string): boolean {
    if (this.#handed.has(id) || this.#handedBefore.has(id)) return false;
    // Two sets, the older dropped whole: a set that loses its first with each that comes searches for it ever longer.
    if (this.#handed.size === entriesRemembered) {
      this.#handedBefore = this.#handed;
      this.#handed = new Set();
    }
    this.#handed.add(id);
    return true;
  }

  #trim(stream: string, last: string): void {
    this.#options.commands.call('xtrim', stream, 'MINID', nextId(last)).catch(this.#options.onError);
  }
}
