import type { MatchId, Pool, TicketId } from '@sotto/protocol';
import { systemClock, type Clock } from './clock.ts';
import { defaultMatchingConfig, type MatchingConfig } from './engine/config.ts';
import { engineTicket } from './engine/engine-ticket.ts';
import { MatchingEngine, type Pair } from './engine/engine.ts';
import { deliveriesOf, makeMatch, newMatchId } from './match.ts';
import type { Delivery, Match, Ticket, TicketQueue } from './queue.ts';
import { WaitMeter } from './wait-meter.ts';

export interface MemoryTicketQueueOptions {
  readonly clock?: Clock;
  /** Numbers in [0, 1); need not be secret. */
  readonly random?: () => number;
  readonly newMatchId?: () => MatchId;
  /** What differs from {@link defaultMatchingConfig}. */
  readonly config?: Partial<MatchingConfig>;
  /** How long the outcome of a ticket is remembered, for repeated submits and for requeues. */
  readonly retainMs?: number;
}

/** The queue of a server that is one process. Forgets everything when the process ends. */
export function createMemoryTicketQueue(options: MemoryTicketQueueOptions = {}): TicketQueue {
  return new MemoryTicketQueue(options);
}

type Settled =
  | { readonly state: 'matched'; readonly delivery: Delivery; readonly forgetAtMs: number }
  | { readonly state: 'cancelled'; readonly forgetAtMs: number };

interface Waiting {
  readonly ticket: Ticket;
  /** The match that it was requeued from. */
  readonly from?: MatchId;
  offer?: string;
}

interface PoolState {
  readonly engine: MatchingEngine;
  /** When the timer is set to go off; Infinity while it is not. */
  wakeAtMs: number;
  stopTimer: () => void;
}

class MemoryTicketQueue implements TicketQueue {
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #newMatchId: () => MatchId;
  readonly #config: MatchingConfig;
  readonly #retainMs: number;
  readonly #pools = new Map<Pool, PoolState>();
  readonly #waiting = new Map<TicketId, Waiting>();
  /** In the order in which they were settled, which is the order in which they are forgotten. */
  readonly #settled = new Map<TicketId, Settled>();
  #listener: (delivery: Delivery) => void = () => {};
  #forgetting = false;
  #stopForgetting: () => void = () => {};
  readonly #waits = new WaitMeter();
  #closed = false;

  constructor(options: MemoryTicketQueueOptions) {
    this.#clock = options.clock ?? systemClock;
    this.#random = options.random ?? Math.random;
    this.#newMatchId = options.newMatchId ?? newMatchId;
    this.#config = { ...defaultMatchingConfig, ...options.config };
    this.#retainMs = options.retainMs ?? 60_000;
  }

  async submit(ticket: Ticket): Promise<'queued' | 'matched' | 'cancelled'> {
    this.#assertOpen();
    this.#forgetOld();
    if (this.#waiting.has(ticket.id)) return 'queued';
    const settled = this.#settled.get(ticket.id);
    if (settled?.state === 'cancelled') return 'cancelled';
    if (settled?.state === 'matched') {
      this.#deliver(settled.delivery);
      return 'matched';
    }
    this.#enter(ticket);
    return 'queued';
  }

  async attachOffer(id: TicketId, sdp: string): Promise<'attached' | 'gone'> {
    this.#assertOpen();
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) return 'gone';
    waiting.offer = sdp;
    return 'attached';
  }

  async cancel(id: TicketId): Promise<'cancelled' | 'matched' | 'unknown'> {
    this.#assertOpen();
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) return this.#settled.get(id)?.state ?? 'unknown';
    this.#waiting.delete(id);
    this.#pool(waiting.ticket.pool).engine.remove(id);
    this.#settle(id, { state: 'cancelled', forgetAtMs: this.#forgetAtMs() });
    return 'cancelled';
  }

  async requeue(ticket: Ticket, match: MatchId): Promise<'queued' | 'gone'> {
    this.#assertOpen();
    if (this.#waiting.get(ticket.id)?.from === match) return 'queued';
    const settled = this.#settled.get(ticket.id);
    if (settled?.state !== 'matched' || settled.delivery.match.id !== match) return 'gone';
    this.#settled.delete(ticket.id);
    this.#enter(ticket, match);
    return 'queued';
  }

  estimateMs(ticket: Ticket): number | undefined {
    return this.#waits.estimateMs(ticket, this.#clock.nowMs());
  }

  onDelivery(listener: (delivery: Delivery) => void): void {
    this.#listener = listener;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#listener = () => {};
    this.#stopForgetting();
    for (const pool of this.#pools.values()) pool.stopTimer();
    this.#pools.clear();
    this.#waiting.clear();
    this.#settled.clear();
  }

  #assertOpen(): void {
    if (this.#closed) throw new Error('the ticket queue is closed');
  }

  #enter(ticket: Ticket, from?: MatchId): void {
    this.#waiting.set(ticket.id, { ticket, ...(from !== undefined && { from }) });
    const pool = this.#pool(ticket.pool);
    const pair = pool.engine.add(engineTicket(ticket), this.#clock.nowMs());
    if (pair !== undefined) this.#settlePair(pair);
    this.#setTimer(pool);
  }

  #pool(name: Pool): PoolState {
    let pool = this.#pools.get(name);
    if (pool === undefined) {
      const engine = new MatchingEngine(this.#config, this.#random);
      pool = { engine, wakeAtMs: Infinity, stopTimer: () => {} };
      this.#pools.set(name, pool);
    }
    return pool;
  }

  /** Sees to it that the pool wakes when its engine has something to do, and not more often. */
  #setTimer(pool: PoolState): void {
    const dueMs = pool.engine.nextDueMs();
    if (dueMs === undefined || dueMs >= pool.wakeAtMs) return;
    pool.stopTimer();
    pool.wakeAtMs = dueMs;
    pool.stopTimer = this.#clock.schedule(Math.max(dueMs - this.#clock.nowMs(), 0), () => this.#wake(pool));
  }

  #wake(pool: PoolState): void {
    pool.wakeAtMs = Infinity;
    for (const pair of pool.engine.tick(this.#clock.nowMs())) this.#settlePair(pair);
    this.#setTimer(pool);
  }

  #settlePair({ a, b }: Pair): void {
    const nowMs = this.#clock.nowMs();
    const [first, second] = [this.#take(a), this.#take(b)];
    const match = makeMatch(this.#newMatchId(), first, second, nowMs);
    this.#waits.note(first.ticket, nowMs);
    this.#waits.note(second.ticket, nowMs);
    const forgetAtMs = this.#forgetAtMs();
    for (const delivery of deliveriesOf(match)) {
      this.#settle(ticketOf(delivery), { state: 'matched', delivery, forgetAtMs });
      this.#deliver(delivery);
    }
  }

  #take(id: TicketId): Waiting {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) throw new Error('the engine paired a ticket that does not wait');
    this.#waiting.delete(id);
    return waiting;
  }

  #settle(id: TicketId, outcome: Settled): void {
    this.#settled.set(id, outcome);
    this.#forgetLater();
  }

  #forgetAtMs(): number {
    return this.#clock.nowMs() + this.#retainMs;
  }

  /** By a timer too, since a quiet server has no next submit, and who met whom is nobody's to keep. */
  #forgetLater(): void {
    if (this.#forgetting) return;
    this.#forgetting = true;
    this.#stopForgetting = this.#clock.schedule(this.#retainMs, () => {
      this.#forgetting = false;
      this.#forgetOld();
      if (this.#settled.size > 0) this.#forgetLater();
    });
  }

  #forgetOld(): void {
    const nowMs = this.#clock.nowMs();
    for (const [id, outcome] of this.#settled) {
      if (outcome.forgetAtMs > nowMs) return;
      this.#settled.delete(id);
    }
  }

  /** In a microtask, so that a listener never runs inside the call that caused the match. */
  #deliver(delivery: Delivery): void {
    queueMicrotask(() => this.#listener(delivery));
  }
}

/** The ticket that a delivery is for. */
function ticketOf({ match, role }: { match: Match; role: Delivery['role'] }): TicketId {
  return role === 'initiator' ? match.initiator.ticket : match.answerer.ticket;
}
