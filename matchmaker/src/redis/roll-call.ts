import type { TicketId } from '@sotto/protocol';
import type { HeldTicket } from './committer.ts';
import type { PoolKeys } from './keys.ts';
import type { RedisConnection } from './script.ts';
import { whichWait } from './which-wait.ts';

/** Asked about at a time: Redis answers in under a millisecond, and a pool of 100,000 is through in some minutes. */
const ticketsPerCall = 500;

/**
 * Finds tickets that a worker holds and that wait no more without its having been told: those that expired because
 * their node died, and those whose cancel was read by a former owner. Whoever is seldom a candidate would be held for ever.
 */
export class RollCall {
  readonly #redis: RedisConnection;
  readonly #keys: PoolKeys;
  readonly #held: ReadonlyMap<TicketId, HeldTicket>;
  /** Where the next call goes on; the iterator of a map lives through its changes. */
  #rest: Iterator<HeldTicket>;

  constructor(redis: RedisConnection, keys: PoolKeys, held: ReadonlyMap<TicketId, HeldTicket>) {
    this.#redis = redis;
    this.#keys = keys;
    this.#held = held;
    this.#rest = held.values();
  }

  /** Asks about the next few, and answers who of them wait no more. */
  async absent(): Promise<HeldTicket[]> {
    const asked: HeldTicket[] = [];
    while (asked.length < ticketsPerCall) {
      const next = this.#rest.next();
      if (next.done) {
        this.#rest = this.#held.values();
        break;
      }
      asked.push(next.value);
    }
    const wait = await whichWait(this.#redis, this.#keys, asked);
    return asked.filter((_, i) => !wait[i]);
  }
}
