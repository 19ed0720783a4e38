import type { MatchId, TicketId } from '@sotto/protocol';
import type { Ticket } from '../src/queue.ts';
import { mayMeet } from '../src/testing/may-meet.ts';

/** What a signaling node saw, in the order in which it saw it. */
export type Event =
  | { readonly kind: 'submitted'; readonly ticket: Ticket }
  /** The queue has answered `cancelled`. */
  | { readonly kind: 'cancelled'; readonly id: TicketId }
  /** Before the queue was asked to take the ticket back from a match, as it is then. */
  | { readonly kind: 'requeued'; readonly ticket: Ticket }
  | { readonly kind: 'delivered'; readonly id: TicketId; readonly match: MatchId; readonly peer: TicketId }
  /** At the end: still waiting, and taken out. */
  | { readonly kind: 'waited'; readonly id: TicketId };

/** What went wrong, by kind; each is a number of tickets or matches that must be 0. */
export interface Verdict {
  readonly tickets: number;
  readonly matches: number;
  readonly cancelled: number;
  readonly stillWaiting: number;
  /** Neither matched, nor cancelled, nor waiting at the end. */
  readonly lost: number;
  /** Delivered two matches without having gone back in between. */
  readonly matchedTwice: number;
  /** Pairs that their filters, blocks or recent partners forbid. */
  readonly forbidden: number;
  readonly matchedAfterCancel: number;
  /** Matches that only one side was told of, or that the sides were told of differently. */
  readonly oneSided: number;
}

/** Judges a history by itself, without anything that the queue says of its own work. */
export function judge(history: Iterable<Event>): Verdict {
  const judge = new Judge();
  for (const event of history) judge.see(event);
  return judge.verdict();
}

/** Judges a history as it happens: of what is over it keeps names alone, so that a million tickets fit in memory. */
export class Judge {
  /** What a ticket is in by now. */
  readonly #state = new Map<TicketId, 'waiting' | 'cancelled' | 'done' | MatchId>();
  /** Tickets that wait, or whose match only one side was told of. */
  readonly #tickets = new Map<TicketId, Ticket>();
  /** Matches that one side was told of. */
  readonly #halfTold = new Map<
    MatchId,
    { readonly id: TicketId; readonly peer: TicketId; readonly ticket: Ticket }
  >();
  readonly #told = new Set<MatchId>();
  #cancelled = 0;
  #stillWaiting = 0;
  #matchedTwice = 0;
  #matchedAfterCancel = 0;
  #forbidden = 0;
  #contradictory = 0;

  see(event: Event): void {
    switch (event.kind) {
      case 'submitted':
      case 'requeued':
        this.#state.set(event.ticket.id, 'waiting');
        this.#tickets.set(event.ticket.id, event.ticket);
        return;
      case 'cancelled':
        this.#cancelled += 1;
        this.#state.set(event.id, 'cancelled');
        return;
      case 'waited':
        this.#stillWaiting += 1;
        this.#state.set(event.id, 'done');
        return;
      case 'delivered':
        return this.#seeDelivery(event.id, event.match, event.peer);
    }
  }

  verdict(): Verdict {
    return {
      tickets: this.#state.size,
      matches: this.#told.size + this.#halfTold.size,
      cancelled: this.#cancelled,
      stillWaiting: this.#stillWaiting,
      lost: [...this.#state.values()].filter((now) => now === 'waiting').length,
      matchedTwice: this.#matchedTwice,
      forbidden: this.#forbidden,
      matchedAfterCancel: this.#matchedAfterCancel,
      oneSided: this.#halfTold.size + this.#contradictory,
    };
  }

  #seeDelivery(id: TicketId, match: MatchId, peer: TicketId): void {
    const first = this.#halfTold.get(match);
    // Delivery is at least once: what counts is the first.
    if (this.#told.has(match) || first?.id === id) return;
    const before = this.#state.get(id);
    if (before === 'cancelled') this.#matchedAfterCancel += 1;
    else if (before !== 'waiting') this.#matchedTwice += 1;
    this.#state.set(id, match);
    const ticket = this.#tickets.get(id);
    this.#tickets.delete(id);
    if (ticket === undefined) return;
    if (first === undefined) {
      this.#halfTold.set(match, { id, peer, ticket });
      return;
    }
    this.#halfTold.delete(match);
    this.#told.add(match);
    if (first.peer !== id || peer !== first.id) this.#contradictory += 1;
    // Filters of the tickets here are hard, so that no time makes a difference.
    const nowMs = Math.max(ticket.enteredAtMs, first.ticket.enteredAtMs);
    if (!mayMeet(ticket, first.ticket, nowMs)) this.#forbidden += 1;
  }
}

/** Whether a history is without fault. */
export function isClean(verdict: Verdict): boolean {
  const { lost, matchedTwice, forbidden, matchedAfterCancel, oneSided } = verdict;
  return lost + matchedTwice + forbidden + matchedAfterCancel + oneSided === 0;
}
