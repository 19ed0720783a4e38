import type { MatchId, TicketId } from '@sotto/protocol';
import type { Ticket } from '../src/queue.ts';
import { mayMeet } from '../src/testing/may-meet.ts';

/** What a signaling node saw, in the order in which it saw it. */
export type Event =
  | { readonly kind: 'submitted'; readonly ticket: Ticket }
  /** The queue has answered `cancelled`. */
  | { readonly kind: 'cancelled'; readonly id: TicketId }
  /** Before the queue was asked to take the ticket back from a match. */
  | { readonly kind: 'requeued'; readonly id: TicketId }
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
export function judge(history: readonly Event[]): Verdict {
  const tickets = new Map<TicketId, Ticket>();
  const state = new Map<TicketId, 'waiting' | 'cancelled' | 'done' | MatchId>();
  const matches = new Map<MatchId, Map<TicketId, TicketId>>();
  const counts = { cancelled: 0, stillWaiting: 0, matchedTwice: 0, matchedAfterCancel: 0 };
  for (const event of history) {
    switch (event.kind) {
      case 'submitted':
        tickets.set(event.ticket.id, event.ticket);
        if (!state.has(event.ticket.id)) state.set(event.ticket.id, 'waiting');
        break;
      case 'cancelled':
        counts.cancelled += 1;
        state.set(event.id, 'cancelled');
        break;
      case 'requeued':
        state.set(event.id, 'waiting');
        break;
      case 'waited':
        counts.stillWaiting += 1;
        state.set(event.id, 'done');
        break;
      case 'delivered': {
        const sides = matches.get(event.match) ?? new Map<TicketId, TicketId>();
        const again = sides.get(event.id) === event.peer;
        matches.set(event.match, sides.set(event.id, event.peer));
        // Delivery is at least once: what counts is the first.
        if (again) break;
        const before = state.get(event.id);
        if (before === 'cancelled') counts.matchedAfterCancel += 1;
        else if (before !== 'waiting') counts.matchedTwice += 1;
        state.set(event.id, event.match);
        break;
      }
    }
  }
  return {
    tickets: tickets.size,
    matches: matches.size,
    ...counts,
    lost: [...state.values()].filter((now) => now === 'waiting').length,
    forbidden: [...matches.values()].filter((sides) => !permitted(sides, tickets)).length,
    oneSided: [...matches.values()].filter((sides) => !toldToBoth(sides)).length,
  };
}

/** Whether a history is without fault. */
export function isClean(verdict: Verdict): boolean {
  const { lost, matchedTwice, forbidden, matchedAfterCancel, oneSided } = verdict;
  return lost + matchedTwice + forbidden + matchedAfterCancel + oneSided === 0;
}

function toldToBoth(sides: ReadonlyMap<TicketId, TicketId>): boolean {
  return sides.size === 2 && [...sides].every(([id, peer]) => sides.get(peer) === id);
}

/** Filters of the tickets here are hard, so that no time makes a difference. */
function permitted(sides: ReadonlyMap<TicketId, TicketId>, tickets: ReadonlyMap<TicketId, Ticket>): boolean {
  return [...sides].every(([id, peer]) => {
    const [a, b] = [tickets.get(id), tickets.get(peer)];
    return a !== undefined && b !== undefined && mayMeet(a, b, Math.max(a.enteredAtMs, b.enteredAtMs));
  });
}
