import type { Delivery, Match, Ticket } from '@sotto/matchmaker';
import { sketchTicket } from '@sotto/matchmaker/testing';
import type { MatchId, ServerFrame, SessionId, TicketId } from '@sotto/protocol';
import { deadlineOf, emptySeat, matchOf, ticketOf } from '../seat.ts';
import type { Seat, SeatEffect, SeatEvent, SeatRules } from '../seat.ts';
import { step } from '../step.ts';

export const worldRules: SeatRules = {
  graceMs: 30_000,
  chatGraceMs: 120_000,
  acceptMs: 5_000,
  resubmitMs: 20_000,
};

/** A person with a browser that does what it is told. */
export interface Person {
  readonly session: SessionId;
  seat: Seat;
  here: boolean;
  /** Everything that the browser was told. */
  readonly told: ServerFrame[];
  /** Matches that the browser has accepted and has not left. */
  readonly accepted: Set<MatchId>;
}

type TicketState =
  | { readonly at: 'waiting'; readonly ticket: Ticket }
  | { readonly at: 'matched'; readonly delivery: Delivery }
  | { readonly at: 'cancelled' };

/**
 * Some people, each on a node of their own, a ticket queue, and the messages that are on their way between
 * them. Everything that takes time in the world takes it here: nothing arrives before {@link World.arrive}.
 */
export class World {
  readonly people: Person[];
  readonly tickets = new Map<TicketId, TicketState>();
  nowMs = 1_000_000;
  /** What is on its way to each person, in the order of its sending: from the queue, and from each other person. */
  readonly #under = new Map<string, { to: Person; event: SeatEvent }[]>();
  #made = 0;

  constructor(count: number) {
    this.people = Array.from({ length: count }, (_, i) => ({
      session: `session-${i}`,
      seat: emptySeat(`session-${i}`),
      here: true,
      told: [],
      accepted: new Set<MatchId>(),
    }));
  }

  /** Something happens to a person's seat. */
  happen(person: Person, event: SeatEvent): void {
    const { effects, seat } = step(person.seat, event, this.nowMs, worldRules);
    person.seat = seat ?? emptySeat(person.session);
    if (seat === undefined) person.accepted.clear();
    for (const effect of effects) this.#perform(person, effect);
  }

  seek(person: Person): void {
    this.#made += 1;
    const { session } = person;
    this.happen(person, {
      on: 'seek',
      ticket: sketchTicket(`${this.#made}`, { session, enteredAtMs: this.nowMs }),
    });
  }

  cancel(person: Person): void {
    const ticket = ticketOf(person.seat);
    if (ticket !== undefined) this.happen(person, { on: 'cancel', ticket });
  }

  accept(person: Person): void {
    const match = matchOf(person.seat);
    if (match === undefined) return;
    person.accepted.add(match);
    this.happen(person, { on: 'accept', match });
  }

  leave(person: Person): void {
    const match = matchOf(person.seat);
    if (match === undefined) return;
    person.accepted.delete(match);
    this.happen(person, { on: 'leave', match });
  }

  drop(person: Person): void {
    if (!person.here) return;
    person.here = false;
    this.happen(person, { on: 'dropped', final: false });
  }

  resume(person: Person): void {
    person.here = true;
    this.happen(person, { on: 'resumed' });
  }

  /** The queue pairs the first two tickets that wait. */
  pair(): void {
    const [a, b] = [...this.tickets.values()].filter((state) => state.at === 'waiting');
    if (a?.at !== 'waiting' || b?.at !== 'waiting') return;
    this.#made += 1;
    const side = ({ ticket: { handle, id, payload, session } }: typeof a) => ({
      ticket: id,
      session,
      handle,
      payload,
    });
    const match: Match = {
      id: `match-${this.#made}`,
      pool: 'text',
      initiator: side(a),
      answerer: side(b),
      sharedInterests: [],
      sharedLanguages: [],
      madeAtMs: this.nowMs,
    };
    for (const role of ['initiator', 'answerer'] as const) {
      const delivery: Delivery = { match, role };
      this.tickets.set(match[role].ticket, { at: 'matched', delivery });
      this.#send('queue', match[role].session, { on: 'delivered', delivery });
    }
  }

  /** How many ways there are on which something is under way. */
  get ways(): number {
    return this.#under.size;
  }

  /** The oldest thing on way number `n` arrives. `lost`: it does not, if it is a message between people. */
  arrive(n: number, lost = false): void {
    const way = [...this.#under.keys()][n];
    if (way === undefined) return;
    const queue = this.#under.get(way) ?? [];
    const next = queue.shift();
    if (queue.length === 0) this.#under.delete(way);
    if (next !== undefined && !(lost && next.event.on === 'partner')) this.happen(next.to, next.event);
  }

  pass(ms: number): void {
    this.nowMs += ms;
    for (const person of this.people) {
      const deadlineMs = deadlineOf(person.seat, worldRules);
      if (deadlineMs !== undefined && deadlineMs <= this.nowMs) this.happen(person, { on: 'tick' });
    }
  }

  /** Everything arrives, and time passes until nothing that was begun is left. Nobody new is paired. */
  settle(): void {
    for (let round = 0; round < 8; round += 1) {
      while (this.ways > 0) this.arrive(0);
      this.pass(worldRules.acceptMs / 2);
    }
    while (this.ways > 0) this.arrive(0);
  }

  #perform(person: Person, effect: SeatEffect): void {
    switch (effect.do) {
      case 'frame':
        if (person.here) person.told.push(effect.frame);
        return;
      case 'introduce':
      case 'path':
        return;
      case 'tell':
        return this.#send(person.session, effect.peer, { on: 'partner', message: effect.message });
      default:
        return this.#ask(person, effect);
    }
  }

  #ask(
    { session }: Person,
    effect: Exclude<SeatEffect, { do: 'frame' | 'introduce' | 'path' | 'tell' }>,
  ): void {
    const id = typeof effect.ticket === 'string' ? effect.ticket : effect.ticket.id;
    const state = this.tickets.get(id);
    switch (effect.do) {
      case 'submit': {
        if (state === undefined) this.tickets.set(id, { at: 'waiting', ticket: effect.ticket });
        if (state?.at === 'matched') {
          this.#send('queue', session, { on: 'delivered', delivery: state.delivery });
        }
        const outcome = state === undefined || state.at === 'waiting' ? 'queued' : state.at;
        return this.#send('queue', session, { on: 'submitted', ticket: id, outcome });
      }
      case 'cancel': {
        if (state?.at === 'waiting') this.tickets.set(id, { at: 'cancelled' });
        const outcome = state === undefined ? 'unknown' : state.at === 'waiting' ? 'cancelled' : state.at;
        return this.#send('queue', session, { on: 'cancel-answered', ticket: id, outcome });
      }
      case 'requeue': {
        const fits = state?.at === 'matched' && state.delivery.match.id === effect.match;
        if (fits) this.tickets.set(id, { at: 'waiting', ticket: effect.ticket });
        return this.#send('queue', session, {
          on: 'requeue-answered',
          ticket: id,
          outcome: fits ? 'queued' : 'gone',
        });
      }
      case 'attach-offer':
    }
  }

  #send(from: string, to: SessionId, event: SeatEvent): void {
    const person = this.people.find(({ session }) => session === to);
    if (person === undefined) return;
    const way = `${from} ${to}`;
    this.#under.set(way, [...(this.#under.get(way) ?? []), { to: person, event }]);
  }
}
