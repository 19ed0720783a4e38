import type { TicketId } from '@sotto/protocol';
import { choosePairs } from './batch.ts';
import { Candidates } from './candidates.ts';
import type { MatchingConfig } from './config.ts';
import { DueWheel } from './due-wheel.ts';
import type { EngineTicket } from './engine-ticket.ts';
import { Edges } from './edges.ts';
import { Lookout } from './lookout.ts';
import { PairWorth } from './pair-worth.ts';
import { pairWorth } from './pairing.ts';
import { Threshold } from './threshold.ts';
import { TicketTable } from './ticket-table.ts';
import { acceptedBits, widenWants } from './wants.ts';

/** Two tickets that the engine has brought together and forgotten. */
export interface Pair {
  readonly a: TicketId;
  readonly b: TicketId;
  readonly worth: number;
}

/**
 * The matching engine of one pool. It keeps no clock and no timer: every call says what time it is, and the
 * caller comes back with {@link tick} at {@link nextDueMs}. Work per call and ticket is bounded by
 * `maxProbes`, however many tickets wait.
 */
export class MatchingEngine {
  readonly #config: MatchingConfig;
  readonly #random: () => number;
  readonly #table = new TicketTable();
  readonly #candidates: Candidates;
  readonly #due: DueWheel;
  readonly #threshold: Threshold;
  readonly #edges = new Edges();
  readonly #worth: PairWorth;
  readonly #lookout: Lookout;
  /** About how many arrivals wait for the next batch: some may have left, and others that are due count for them. */
  #gathered = 0;
  /** Since when they fill one. */
  #fullAtMs: number | undefined;

  /** `random` answers numbers in [0, 1). */
  constructor(config: MatchingConfig, random: () => number) {
    this.#config = config;
    this.#random = random;
    this.#candidates = new Candidates(this.#table, config.maxProbes);
    this.#due = new DueWheel(this.#table.rows.capacity);
    this.#threshold = new Threshold(config);
    this.#worth = new PairWorth(this.#table.rows, config);
    this.#lookout = new Lookout(this.#table, this.#candidates, this.#threshold, this.#worth, random);
  }

  /** Number of tickets waiting. */
  get size(): number {
    return this.#table.size;
  }

  has(id: TicketId): boolean {
    return this.#table.slotOf(id) !== undefined;
  }

  /**
   * Brings the ticket together with somebody at once, or lets it wait; in a rush it waits for the next batch.
   * Throws where it waits already.
   */
  add(ticket: EngineTicket, nowMs: number): Pair | undefined {
    this.#threshold.noteArrival(nowMs);
    const slot = this.#insert(ticket, nowMs);
    const { batchFrom, batchMs } = this.#config;
    if (this.#threshold.expectedWithin(batchMs) >= batchFrom) {
      this.#candidates.link(slot);
      this.#due.schedule(slot, Math.ceil(nowMs / batchMs) * batchMs, nowMs);
      this.#countGathered(this.#gathered + 1, nowMs);
      return undefined;
    }
    this.#lookout.lookForOne(slot, nowMs);
    const { partner, worth, refusedWorth } = this.#lookout;
    if (partner !== -1) return this.#pair(slot, partner, worth);
    this.#candidates.link(slot);
    this.#scheduleNext(slot, refusedWorth, nowMs);
    return undefined;
  }

  /**
   * Lets a ticket wait that has waited elsewhere before, without a look and without counting as an arrival: a
   * pool that is taken over is not a rush, and all of it looking at once would hold up those who do arrive.
   */
  restore(ticket: EngineTicket, nowMs: number): void {
    const slot = this.#insert(ticket, nowMs);
    this.#candidates.link(slot);
    this.#due.schedule(slot, nowMs + this.#random() * this.#config.reprobeMinMs, nowMs);
  }

  /** Forgets a ticket; answers whether it waited here. */
  remove(id: TicketId): boolean {
    const slot = this.#table.slotOf(id);
    if (slot === undefined) return false;
    this.#forget(slot);
    return true;
  }

  /** When {@link tick} has something to do next; `undefined` while nobody waits. */
  nextDueMs(): number | undefined {
    return this.#fullAtMs ?? this.#due.nextDueMs();
  }

  /**
   * Lets the tickets that are due by now look again, with their filters widened to their waits, and decides on all of
   * them together; where more than `batchMost` are due, on those who are longest, and {@link nextDueMs} stays in the past.
   * Where as many have been gathered, these are due at once: more time would bring no one whom they could still choose.
   */
  tick(nowMs: number): Pair[] {
    this.#threshold.follow(nowMs);
    const looking: number[] = [];
    const refused: number[] = [];
    this.#edges.clear();
    const { batchMost, batchMs } = this.#config;
    const isFull = this.#fullAtMs !== undefined;
    const untilMs = isFull ? nowMs + batchMs : nowMs;
    while (looking.length < batchMost) {
      const slot = this.#due.pop(untilMs);
      if (slot === -1) break;
      if (this.#widen(slot, nowMs)) {
        this.#candidates.unlink(slot);
        this.#candidates.link(slot);
      }
      looking.push(slot);
    }
    const isEmptied = isFull && looking.length < batchMost;
    this.#countGathered(isEmptied ? 0 : this.#gathered - looking.length, nowMs);
    for (const slot of looking) {
      this.#lookout.lookForAll(slot, nowMs, this.#edges);
      refused.push(this.#lookout.refusedWorth);
    }
    const chosen = choosePairs(this.#edges, (a, b) => this.#worthNow(a, b, nowMs));
    const pairs = chosen.map(({ a, b, worth }) => this.#pair(a, b, worth));
    for (const [i, slot] of looking.entries()) {
      if (this.#table.idOf(slot) !== '') this.#scheduleNext(slot, refused[i] as number, nowMs);
    }
    return pairs;
  }

  #countGathered(count: number, nowMs: number): void {
    this.#gathered = Math.max(count, 0);
    if (count < this.#config.batchMost) this.#fullAtMs = undefined;
    else this.#fullAtMs ??= nowMs;
  }

  #insert(ticket: EngineTicket, nowMs: number): number {
    const slot = this.#table.insert(ticket, (slots) => {
      this.#candidates.reserve(slots);
      this.#due.reserve(slots);
    });
    // A ticket from a server whose clock is ahead would otherwise wait for that time to come.
    this.#table.rows.setEnteredAtMs(slot, Math.min(ticket.enteredAtMs, nowMs));
    this.#table.rows.setCeiling(slot, this.#worth.ceilingOf(slot));
    this.#widen(slot, nowMs);
    return slot;
  }

  /** Brings the filters of a slot to its wait; answers whether they changed. */
  #widen(slot: number, nowMs: number): boolean {
    const { rows } = this.#table;
    const waitMs = nowMs - rows.enteredAtMs(slot);
    const { widenAtMs } = this.#config;
    let step = rows.steps(slot);
    const stepBefore = step;
    while (step < widenAtMs.length && waitMs >= (widenAtMs[step] as number)) step += 1;
    if (step === stepBefore) return false;
    rows.setSteps(slot, step);
    const wants = widenWants(rows.wantsAtFirst(slot), step);
    if (wants === rows.wants(slot)) return false;
    rows.setWants(slot, wants);
    rows.setWord(slot, (rows.word(slot) & 0xffff) | (acceptedBits(wants) << 16));
    return true;
  }

  /** What a pair is worth that is good enough now, else 0. */
  #worthNow(a: number, b: number, nowMs: number): number {
    const worth = pairWorth(this.#table, a, b, nowMs, this.#worth);
    return worth >= this.#lookout.needed(a, b, nowMs) ? worth : 0;
  }

  /**
   * Comes back when the best pair in sight will do, when a filter widens, or after half of the wait so far,
   * whichever is first: a long wait costs a number of looks that grows with its logarithm.
   */
  #scheduleNext(slot: number, refusedWorth: number, nowMs: number): void {
    const { reprobeMinMs, reprobeMaxMs, widenAtMs } = this.#config;
    const enteredAtMs = this.#table.rows.enteredAtMs(slot);
    const waitMs = Math.max(nowMs - enteredAtMs, 0);
    let inMs = Math.min(Math.max(waitMs / 2, reprobeMinMs), reprobeMaxMs);
    if (refusedWorth > 0) {
      inMs = Math.min(inMs, Math.max(this.#threshold.waitFor(refusedWorth) - waitMs, reprobeMinMs));
    }
    const widening = widenAtMs[this.#table.rows.steps(slot)];
    if (widening !== undefined) inMs = Math.min(inMs, enteredAtMs + widening - nowMs);
    this.#due.schedule(slot, nowMs + inMs, nowMs);
  }

  #pair(slot: number, partner: number, worth: number): Pair {
    const pair = { a: this.#table.idOf(slot), b: this.#table.idOf(partner), worth };
    this.#forget(slot);
    this.#forget(partner);
    return pair;
  }

  #forget(slot: number): void {
    this.#candidates.unlink(slot);
    this.#due.remove(slot);
    this.#table.remove(slot);
  }
}
