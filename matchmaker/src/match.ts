import { randomBytes } from 'node:crypto';
import type { MatchId } from '@sotto/protocol';
import type { Delivery, Match, MatchSide, Ticket } from './queue.ts';

/** A ticket with what came to it while it waited. */
export interface WaitingTicket {
  readonly ticket: Ticket;
  readonly offer?: string;
}

const idBytes = 16;
/** Drawn at once: the call for random bytes costs more than all the rest of an id. */
const idsPerDraw = 256;
let drawn = Buffer.alloc(0);
let used = 0;

/** A fresh match id: 128 random bits, since knowing it lets a session speak in a match. */
export function newMatchId(): MatchId {
  if (used === drawn.length) {
    drawn = randomBytes(idBytes * idsPerDraw);
    used = 0;
  }
  const first = used;
  used += idBytes;
  return drawn.toString('base64url', first, used);
}

/** The match of two tickets. The initiator is the one with an offer; where both or none have, the older ticket. */
export function makeMatch(id: MatchId, a: WaitingTicket, b: WaitingTicket, madeAtMs: number): Match {
  const [first, second] = initiates(a, b) ? [a, b] : [b, a];
  return {
    id,
    pool: first.ticket.pool,
    initiator: sideOf(first),
    answerer: sideOf(second),
    ...sharedBy(first.ticket.about, second.ticket.about),
    madeAtMs,
  };
}

type Told = { readonly [Key in 'interests' | 'languages']: readonly string[] };

/** What two people have in common, in the order of the first. */
export function sharedBy(a: Told, b: Told): Pick<Match, 'sharedInterests' | 'sharedLanguages'> {
  return {
    sharedInterests: a.interests.filter((interest) => b.interests.includes(interest)),
    sharedLanguages: a.languages.filter((language) => b.languages.includes(language)),
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
