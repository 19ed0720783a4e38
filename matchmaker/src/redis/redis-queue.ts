import type { MatchId, Pool, TicketId } from '@sotto/protocol';
import { pools } from '@sotto/protocol';
import { systemClock, type Clock } from '../clock.ts';
import type { Delivery, Ticket, TicketQueue } from '../queue.ts';
import { WaitMeter } from '../wait-meter.ts';
import { encodeBody, encodeOffer, encodeSide } from './codec.ts';
import { blockingConnection } from './connections.ts';
import { DeliveryReader } from './delivery-reader.ts';
import { poolKeys } from './keys.ts';
import type { RedisConnection, Script } from './script.ts';
import {
  attachOfferScript,
  cancelScript,
  refreshScript,
  requeueScript,
  submitScript,
} from './ticket-scripts.ts';

export interface RedisTicketQueueOptions {
  /** For commands. Stays open when the queue is closed; blocking reads get connections of their own. */
  readonly redis: RedisConnection;
  /** Unique to this process: names its stream of deliveries. */
  readonly nodeId: string;
  readonly clock?: Clock;
  /** A waiting ticket that its node does not vouch for goes after this. */
  readonly ticketTtlMs?: number;
  /** How long the outcome of a ticket is remembered. The worker's setting rules for matched ones. */
  readonly retainMs?: number;
  /** Told of failed reads and of failed upkeep; what a caller awaits rejects instead. */
  readonly onError?: (error: unknown) => void;
}

/** The queue of a signaling node whose matchmaker is another process; see `createMatchmakerWorker`. */
export function createRedisTicketQueue(options: RedisTicketQueueOptions): TicketQueue {
  return new RedisTicketQueue(options);
}

interface LiveTicket {
  readonly ticket: Ticket;
  /** The match that it was requeued from. */
  readonly from?: MatchId;
}

const refreshesPerTtl = 3;
const ticketsPerRefresh = 500;

class RedisTicketQueue implements TicketQueue {
  readonly #redis: RedisConnection;
  readonly #nodeId: string;
  readonly #clock: Clock;
  readonly #ticketTtlMs: number;
  readonly #retainMs: number;
  readonly #onError: (error: unknown) => void;
  readonly #readers: DeliveryReader[] = [];
  /** Tickets submitted here whose match was not delivered yet: submitted again where Redis has forgotten them. */
  readonly #live = new Map<TicketId, LiveTicket>();
  #listener: (delivery: Delivery) => void = () => {};
  #upkeep: Promise<void> = Promise.resolve();
  #resubmits: Promise<unknown> = Promise.resolve();
  #stopTimer: () => void = () => {};
  readonly #waits = new WaitMeter();
  #closed = false;
  readonly #onReady = (): void => this.#startUpkeep();

  constructor(options: RedisTicketQueueOptions) {
    this.#redis = options.redis;
    this.#nodeId = options.nodeId;
    this.#clock = options.clock ?? systemClock;
    this.#ticketTtlMs = options.ticketTtlMs ?? 30_000;
    this.#retainMs = options.retainMs ?? 60_000;
    this.#onError = options.onError ?? (() => {});
    this.#redis.on('ready', this.#onReady);
    this.#setTimer();
  }

  async submit(ticket: Ticket): Promise<'queued' | 'matched' | 'cancelled'> {
    this.#assertOpen();
    const before = this.#live.get(ticket.id);
    this.#live.set(ticket.id, before ?? { ticket });
    try {
      const answer = await this.#submit(ticket);
      if (answer === 'cancelled') this.#live.delete(ticket.id);
      return answer;
    } catch (error) {
      this.#live.delete(ticket.id);
      throw error;
    }
  }

  async attachOffer(id: TicketId, sdp: string): Promise<'attached' | 'gone'> {
    this.#assertOpen();
    for (const pool of this.#poolsOf(id)) {
      const answer = await this.#ask(attachOfferScript, pool, id, [encodeOffer(sdp)], ['attached', 'gone']);
      if (answer === 'attached') return answer;
    }
    return 'gone';
  }

  async cancel(id: TicketId): Promise<'cancelled' | 'matched' | 'unknown'> {
    this.#assertOpen();
    const candidates = this.#poolsOf(id);
    this.#live.delete(id);
    // A submit by the upkeep that is under way must not overtake the cancel.
    await this.#resubmits;
    for (const pool of candidates) {
      const args = [id, this.#retainMs];
      const answer = await this.#ask(cancelScript, pool, id, args, ['cancelled', 'matched', 'unknown']);
      if (answer !== 'unknown') return answer;
    }
    return 'unknown';
  }

  async requeue(ticket: Ticket, match: MatchId): Promise<'queued' | 'gone'> {
    this.#assertOpen();
    const before = this.#live.get(ticket.id);
    // Before the answer, since the next match can be delivered before it.
    this.#live.set(ticket.id, { ticket, from: match });
    const args = [this.#nodeId, encodeSide(ticket), encodeBody(ticket), this.#ticketTtlMs, match];
    const answer = await this.#ask(requeueScript, ticket.pool, ticket.id, args, ['queued', 'gone']);
    if (answer === 'gone') this.#restoreLive(ticket.id, before);
    return answer;
  }

  estimateMs(ticket: Ticket): number | undefined {
    return this.#waits.estimateMs(ticket, this.#clock.nowMs());
  }

  onDelivery(listener: (delivery: Delivery) => void): void {
    this.#listener = listener;
    if (this.#readers.length > 0) return;
    for (const pool of pools) {
      const reader = new DeliveryReader({
        blocking: blockingConnection(this.#redis, this.#onError),
        commands: this.#redis,
        nodeId: this.#nodeId,
        pool,
        onDelivery: (delivery) => this.#deliver(delivery),
        onError: this.#onError,
      });
      this.#readers.push(reader);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#listener = () => {};
    this.#stopTimer();
    this.#redis.off('ready', this.#onReady);
    for (const reader of this.#readers) reader.stop();
    this.#live.clear();
    await this.#upkeep;
  }

  #assertOpen(): void {
    if (this.#closed) throw new Error('the ticket queue is closed');
  }

  /** Where a ticket can be: its id does not tell, unless it was submitted here. */
  #poolsOf(id: TicketId): readonly Pool[] {
    const live = this.#live.get(id);
    return live === undefined ? pools : [live.ticket.pool];
  }

  #submit(ticket: Ticket): Promise<'queued' | 'matched' | 'cancelled'> {
    const { prefix } = poolKeys(ticket.pool);
    const args = [prefix, ticket.id, this.#nodeId, encodeSide(ticket), encodeBody(ticket), this.#ticketTtlMs];
    return this.#ask(submitScript, ticket.pool, ticket.id, args, ['queued', 'matched', 'cancelled']);
  }

  async #ask<Answer extends string>(
    script: Script,
    pool: Pool,
    id: TicketId,
    args: readonly (string | number)[],
    answers: readonly Answer[],
  ): Promise<Answer> {
    const keys = poolKeys(pool);
    const reply = await script.run(this.#redis, [keys.ticket(id), keys.intents], args);
    const answer = answers.find((known) => known === reply);
    if (answer === undefined) throw new Error('the ticket script gave an unknown answer');
    return answer;
  }

  #deliver(delivery: Delivery): void {
    const { match, role } = delivery;
    const id = (role === 'initiator' ? match.initiator : match.answerer).ticket;
    const live = this.#live.get(id);
    // The same match once more, told before the ticket went back from it: nothing that anybody waits for.
    if (live?.from === match.id) return;
    if (live !== undefined) this.#waits.note(live.ticket, match.madeAtMs);
    this.#live.delete(id);
    this.#listener(delivery);
  }

  #restoreLive(id: TicketId, before: LiveTicket | undefined): void {
    if (before === undefined) this.#live.delete(id);
    else this.#live.set(id, before);
  }

  #setTimer(): void {
    if (this.#closed) return;
    this.#stopTimer();
    this.#stopTimer = this.#clock.schedule(this.#ticketTtlMs / refreshesPerTtl, () => this.#startUpkeep());
  }

  /** One at a time: a second one would submit the same forgotten tickets. */
  #startUpkeep(): void {
    this.#upkeep = this.#upkeep.then(() => this.#refreshAll()).catch(this.#onError);
    this.#setTimer();
  }

  async #refreshAll(): Promise<void> {
    for (const pool of pools) {
      const ids = [...this.#live.values()].flatMap(({ ticket }) => (ticket.pool === pool ? [ticket.id] : []));
      for (let first = 0; first < ids.length && !this.#closed; first += ticketsPerRefresh) {
        await this.#refresh(pool, ids.slice(first, first + ticketsPerRefresh));
      }
    }
  }

  /** Vouches for waiting tickets, and submits again those that Redis forgot or whose delivery got lost. */
  async #refresh(pool: Pool, ids: readonly TicketId[]): Promise<void> {
    const keys = poolKeys(pool);
    const reply = await refreshScript.run(this.#redis, ids.map(keys.ticket), [
      this.#nodeId,
      this.#ticketTtlMs,
    ]);
    if (!Array.isArray(reply)) throw new Error('the refresh script gave an unknown answer');
    const submits: Promise<unknown>[] = [];
    for (const [i, id] of ids.entries()) {
      const live = this.#live.get(id);
      if (live === undefined || this.#closed) continue;
      if (reply[i] === 'unknown' || reply[i] === 'matched') submits.push(this.#submit(live.ticket));
      if (reply[i] === 'moved' || reply[i] === 'cancelled') this.#live.delete(id);
    }
    this.#resubmits = Promise.allSettled(submits);
    await Promise.all(submits);
  }
}
