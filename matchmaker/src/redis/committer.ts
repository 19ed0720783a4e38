import type { MatchId } from '@sotto/protocol';
import type { EngineTicket } from '../engine/engine-ticket.ts';
import { encodeMeta } from './codec.ts';
import { workerGroup, type PoolKeys } from './keys.ts';
import type { Lease } from './lease.ts';
import type { RedisConnection } from './script.ts';
import { claimScript } from './worker-scripts.ts';

/** A ticket as the worker holds it. */
export interface HeldTicket {
  readonly ticket: EngineTicket;
  /** Its entry in the stream of intents, pending until the ticket is settled; tells which of its entries into the queue this is. */
  readonly entry: string;
}

/** What became of a pair: matched where neither was lost, their entries being removed; otherwise nothing changed. */
export interface Outcome {
  readonly a: HeldTicket;
  readonly b: HeldTicket;
  /** The ticket was not to be had any more: cancelled, expired, matched or entered anew. */
  readonly lostA: boolean;
  readonly lostB: boolean;
}

export interface CommitterOptions {
  readonly redis: RedisConnection;
  readonly keys: PoolKeys;
  readonly lease: Lease;
  readonly retainMs: number;
  readonly newMatchId: () => MatchId;
  readonly nowMs: () => number;
  readonly onOutcomes: (outcomes: readonly Outcome[]) => void;
  /** The lease is another's now. */
  readonly onFenced: () => void;
  readonly onError: (error: unknown) => void;
}

/** Sixty-four pairs a call cost Redis half of what single calls do, and hold it up for under a millisecond. */
const pairsPerCall = 64;

/** Writes the engine's pairs to Redis, where they become matches, or don't. */
export class Committer {
  readonly #options: CommitterOptions;
  #pairs: [HeldTicket, HeldTicket][] = [];
  #inFlight = 0;
  #waiters: (() => void)[] = [];

  constructor(options: CommitterOptions) {
    this.#options = options;
  }

  add(a: HeldTicket, b: HeldTicket): void {
    this.#pairs.push(isOlder(a, b) ? [a, b] : [b, a]);
    if (this.#pairs.length === pairsPerCall) this.flush();
  }

  /** Sends what was added. */
  flush(): void {
    if (this.#pairs.length === 0) return;
    const pairs = this.#pairs;
    this.#pairs = [];
    this.#inFlight += 1;
    void this.#claim(pairs).finally(() => {
      this.#inFlight -= 1;
      for (const resolve of this.#waiters.splice(0)) resolve();
    });
  }

  /** Resolves when at most so many calls are under way. */
  async drained(most: number): Promise<void> {
    while (this.#inFlight > most) await new Promise<void>((resolve) => this.#waiters.push(resolve));
  }

  async #claim(pairs: readonly [HeldTicket, HeldTicket][]): Promise<void> {
    const { redis, keys, lease, retainMs, onOutcomes, onFenced, onError } = this.#options;
    if (lease.text === undefined) return onFenced();
    const ticketKeys: string[] = [];
    const args: (string | number)[] = [lease.text, keys.prefix, retainMs, workerGroup];
    for (const [a, b] of pairs) {
      const id = this.#options.newMatchId();
      const meta = encodeMeta(id, a.ticket, b.ticket, this.#options.nowMs());
      ticketKeys.push(keys.ticket(a.ticket.id), keys.ticket(b.ticket.id));
      args.push(a.entry, b.entry, meta);
    }
    try {
      const reply = await claimScript.run(redis, [keys.lease, keys.intents, ...ticketKeys], args);
      if (!Array.isArray(reply)) return onFenced();
      const lost = new Uint8Array(pairs.length);
      for (let i = 0; i + 1 < reply.length; i += 2) lost[Number(reply[i]) - 1] = Number(reply[i + 1]);
      onOutcomes(
        pairs.map(([a, b], i) => {
          const bits = lost[i] ?? 0;
          return { a, b, lostA: (bits & 1) !== 0, lostB: (bits & 2) !== 0 };
        }),
      );
    } catch (error) {
      onError(error);
      // Whether it was carried out is not known. Whoever owns the pool next finds out from the tickets.
      onFenced();
    }
  }
}

function isOlder({ ticket: a }: HeldTicket, { ticket: b }: HeldTicket): boolean {
  return a.enteredAtMs === b.enteredAtMs ? a.id < b.id : a.enteredAtMs < b.enteredAtMs;
}
