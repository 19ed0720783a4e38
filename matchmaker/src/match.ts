import { toBase64Url, type MatchId } from '@sotto/protocol';
import type { Delivery, Match, MatchSide, Ticket } from './queue.ts';

/** A ticket with what came to it while it waited. */
export interface WaitingTicket {
  readonly ticket: Ticket;
  readonly offer?: string;
}

/** A fresh match id: 128 random bits, since knowing it lets a session speak in a match. */
export function newMatchId(): MatchId {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(16)));
}

/** The match of two tickets. The initiator is the one with an offer; where both or none have, the older ticket. */
export function makeMatch(id: MatchId, a: WaitingTicket, b: WaitingTicket, madeAtMs: number): Match {
  const [first, second] = initiates(a, b) ? [a, b] : [b, a];
  const theirs = second.ticket.about;
  return {
    id,
    pool: first.ticket.pool,
    initiator: sideOf(first),
    answerer: sideOf(second),
    sharedInterests: first.ticket.about.interests.filter((interest) => theirs.interests.includes(interest)),
    sharedLanguages: first.ticket.about.languages.filter((language) => theirs.languages.includes(language)),
    madeAtMs,
  };
}

/** Both tellings of a match. */
export function deliveriesOf(match: Match): [Delivery, Delivery] {
  return [
    { match, role: 'initiator' },
    { match, role: 'answerer' },
  ];
}

function initiates(a: WaitingTicket, b: WaitingTicket): boolean {
  const aOffers = a.offer !== undefined;
  const bOffers = b.offer !== undefined;
  if (aOffers !== bOffers) return aOffers;
  if (a.ticket.enteredAtMs !== b.ticket.enteredAtMs) return a.ticket.enteredAtMs < b.ticket.enteredAtMs;
  return a.ticket.id < b.ticket.id;
}

function sideOf({ ticket, offer }: WaitingTicket): MatchSide {
  const { id, session, handle, payload } = ticket;
  return { ticket: id, session, handle, payload, ...(offer !== undefined && { offer }) };
}
