import type { MatchId, TicketId } from '@sotto/protocol';
import type { Clock } from '../clock.ts';
import type { MatchingConfig } from '../engine/config.ts';
import { MatchingEngine, type Pair } from '../engine/engine.ts';
import { decodeCancel, decodeSubmit } from './codec.ts';
import { Committer, type HeldTicket, type Outcome } from './committer.ts';
import { entriesPerRead, Intents } from './intents.ts';
import type { PoolKeys } from './keys.ts';
import type { Lease } from './lease.ts';
import type { RedisConnection } from './script.ts';
import { Renewal } from './renewal.ts';
import { RollCall } from './roll-call.ts';
import type { StreamEntry } from './streams.ts';

export interface TenureOptions {
  readonly redis: RedisConnection;
  readonly blocking: RedisConnection;
  readonly keys: PoolKeys;
  readonly lease: Lease;
  /** Names this worker among the consumers of the stream. */
  readonly owner: string;
  readonly config: MatchingConfig;
  readonly clock: Clock;
  readonly random: () => number;
  readonly newMatchId: () => MatchId;
  readonly leaseTtlMs: number;
  readonly retainMs: number;
  readonly onMatches: (count: number) => void;
  readonly onError: (error: unknown) => void;
}

/** Claims that may be under way before reading stops for them: enough to keep Redis busy, and memory bounded. */
const mostClaimsInFlight = 8;
const lookAroundMs = 1_000;

/**
 * One time of owning a pool, from taking over what waits to losing or giving up the lease. The engine lives
 * here and dies with it; the tickets' own state is in Redis, and every pair is committed there.
 */
export class Tenure {
  readonly #options: TenureOptions;
  readonly #engine: MatchingEngine;
  readonly #committer: Committer;
  readonly #intents: Intents;
  /** Tickets that wait, or whose pair is being committed. */
  readonly #held = new Map<TicketId, HeldTicket>();
  readonly #rollCall: RollCall;
  #ended = false;
  /** Entries may have been handed to somebody who never saw them: another worker, or a connection that was cut. */
  #overlooked = true;
  #checkedAtMs = 0;
  #wakeAtMs = Infinity;
  #stopWake: () => void = () => {};

  constructor(options: TenureOptions) {
    this.#options = options;
    this.#engine = new MatchingEngine(options.config, options.random);
    this.#intents = new Intents(options);
    this.#rollCall = new RollCall(options.redis, options.keys, this.#held);
    this.#committer = new Committer({
      ...options,
      nowMs: () => options.clock.nowMs(),
      onOutcomes: (outcomes) => this.#settle(outcomes),
      onFenced: () => this.end(),
    });
  }

  /** Tickets held. */
  get waiting(): number {
    return this.#held.size;
  }

  /** Matches until the tenure ends; rejects where Redis fails. The lease is released unless it was lost. */
  async run(): Promise<void> {
    const { blocking, lease } = this.#options;
    const onReady = (): void => {
      this.#overlooked = true;
    };
    blocking.on('ready', onReady);
    const renewal = new Renewal({ ...this.#options, onLost: () => this.end() });
    let ahead: Promise<readonly StreamEntry[]> | undefined;
    try {
      await this.#intents.createGroup();
      while (!this.#ended) {
        if (ahead === undefined) await this.#lookAround();
        const entries = await (ahead ?? this.#intents.read());
        // Where more is waiting, Redis hands it out while this is matched.
        const goOn = entries.length === entriesPerRead && !this.#mustLookAround();
        ahead = goOn ? this.#intents.read() : undefined;
        ahead?.catch(() => {});
        this.#acceptAll(entries);
        await this.#committer.drained(mostClaimsInFlight);
      }
    } finally {
      this.end();
      // What it takes along is pending, and must be before the next owner looks.
      await ahead?.catch(() => {});
      await this.#committer.drained(0);
      this.#stopWake();
      renewal.stop();
      blocking.off('ready', onReady);
      await lease.release();
    }
  }

  /** Has `run` finish, after what is being committed. */
  end(): void {
    this.#ended = true;
  }

  /** Whether it is time to look for what nobody tells. */
  #mustLookAround(): boolean {
    return this.#overlooked || this.#options.clock.nowMs() - this.#checkedAtMs >= lookAroundMs;
  }

  /** Finds entries that nobody has seen, and tickets that are held but wait no more. */
  async #lookAround(): Promise<void> {
    if (!this.#mustLookAround()) return;
    if (!this.#overlooked) {
      this.#checkedAtMs = this.#options.clock.nowMs();
      for (const held of await this.#rollCall.absent()) this.#letGo(held);
      this.#overlooked = await this.#intents.othersHoldEntries();
    }
    if (!this.#overlooked) return;
    this.#overlooked = false;
    await this.#intents.takeAll(
      ({ ticket, entry }) => this.#held.get(ticket.id)?.entry === entry,
      (submitted) => this.#restoreAll(submitted),
    );
  }

  #acceptAll(entries: readonly StreamEntry[]): void {
    if (this.#ended) return;
    for (const entry of entries) {
      const ticket = decodeSubmit(entry);
      if (ticket === undefined) {
        this.#acceptCancel(decodeCancel(entry));
        this.#intents.settle(entry.id);
      } else {
        const submitted = { ticket, entry: entry.id };
        this.#hold(submitted);
        this.#enter(submitted);
      }
    }
    this.#endTurn();
  }

  /** Has tickets wait that were in the queue before, under another owner; answers whether the tenure still lasts. */
  #restoreAll(submitted: readonly HeldTicket[]): boolean {
    if (this.#ended) return false;
    for (const held of submitted) {
      this.#hold(held);
      this.#engine.restore(held.ticket, this.#options.clock.nowMs());
    }
    this.#endTurn();
    return true;
  }

  /** Holds a ticket in place of the former entry of the same one. */
  #hold(submitted: HeldTicket): void {
    const { id } = submitted.ticket;
    const before = this.#held.get(id);
    if (before !== undefined) {
      this.#engine.remove(id);
      this.#intents.settle(before.entry);
    }
    this.#held.set(id, submitted);
  }

  #acceptCancel(id: TicketId): void {
    const held = this.#held.get(id);
    if (held !== undefined) this.#letGo(held);
  }

  /** Drops a ticket that waits no more, unless it came back in the meantime. */
  #letGo(held: HeldTicket): void {
    const { id } = held.ticket;
    if (this.#held.get(id) === held) this.#engine.remove(id);
    this.#drop(held);
  }

  #enter({ ticket }: HeldTicket): void {
    const pair = this.#engine.add(ticket, this.#options.clock.nowMs());
    if (pair !== undefined) this.#commit(pair);
  }

  #commit(pair: Pair): void {
    const a = this.#held.get(pair.a);
    const b = this.#held.get(pair.b);
    if (a === undefined || b === undefined) throw new Error('the engine paired a ticket that is not held');
    this.#committer.add(a, b);
  }

  #settle(outcomes: readonly Outcome[]): void {
    let matches = 0;
    for (const { a, b, lostA, lostB } of outcomes) {
      if (!lostA && !lostB) {
        matches += 1;
        this.#forget(a);
        this.#forget(b);
        continue;
      }
      for (const [side, lost] of [
        [a, lostA],
        [b, lostB],
      ] as const) {
        if (lost) this.#drop(side);
        else if (this.#held.get(side.ticket.id) === side && !this.#ended) this.#enter(side);
      }
    }
    this.#options.onMatches(matches);
    this.#endTurn();
  }

  /** Forgets a ticket that is settled, unless it came back in the meantime, and its entry with it. */
  #drop(held: HeldTicket): void {
    this.#forget(held);
    this.#intents.settle(held.entry);
  }

  #forget(held: HeldTicket): void {
    const { id } = held.ticket;
    if (this.#held.get(id) === held) this.#held.delete(id);
  }

  #endTurn(): void {
    this.#committer.flush();
    this.#intents.flush();
    this.#scheduleWake();
  }

  #scheduleWake(): void {
    const dueMs = this.#engine.nextDueMs();
    if (dueMs === undefined || dueMs >= this.#wakeAtMs || this.#ended) return;
    const { clock } = this.#options;
    this.#stopWake();
    this.#wakeAtMs = dueMs;
    this.#stopWake = clock.schedule(Math.max(dueMs - clock.nowMs(), 0), () => {
      this.#wakeAtMs = Infinity;
      if (this.#ended) return;
      for (const pair of this.#engine.tick(clock.nowMs())) this.#commit(pair);
      this.#endTurn();
    });
  }
}
