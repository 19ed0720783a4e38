import type { MatchId, Pool, TicketId } from '@sotto/protocol';
import { engineTicket, type EngineTicket } from '../engine/engine-ticket.ts';
import { sharedBy } from '../match.ts';
import type { Delivery, Match, MatchSide, Ticket } from '../queue.ts';
import type { StreamEntry } from './streams.ts';

/**
 * Tickets and matches as text. What is read here was written by this code on another server of the same
 * operator, so it is not checked field by field: that would cost more than the matching.
 */

/** What the match tells of a ticket's side, without the offer. */
export function encodeSide({ id, session, handle, payload }: Ticket): string {
  return JSON.stringify({ ticket: id, session, handle, payload });
}

export function encodeOffer(sdp: string): string {
  return JSON.stringify(sdp);
}

/** What the engine reads of a ticket. */
export function encodeBody(ticket: Ticket): string {
  return JSON.stringify(engineTicket(ticket));
}

/** The ticket of a submit in the stream of intents; `undefined` for a cancel. */
export function decodeSubmit({ items }: StreamEntry): EngineTicket | undefined {
  return items[0] === 's' ? (JSON.parse(items[1] ?? '') as EngineTicket) : undefined;
}

/** The ticket that a cancel in the stream of intents is about. */
export function decodeCancel({ items }: StreamEntry): TicketId {
  return items[1] ?? '';
}

type Meta = Pick<Match, 'id' | 'sharedInterests' | 'sharedLanguages' | 'madeAtMs'>;

/** What a match says beyond its two sides. */
export function encodeMeta(id: MatchId, a: EngineTicket, b: EngineTicket, madeAtMs: number): string {
  const meta: Meta = { id, ...sharedBy(a, b), madeAtMs };
  return JSON.stringify(meta);
}

/** Items of an entry that tell of one match: role, meta, then side and offer of the initiator and of the answerer. */
const itemsPerTelling = 6;

/** The deliveries in an entry of a node's stream: of each match one, or both where both sides belong to the node. */
export function decodeDeliveries({ items }: StreamEntry, pool: Pool): Delivery[] {
  const deliveries: Delivery[] = [];
  for (let at = 0; at + itemsPerTelling <= items.length; at += itemsPerTelling) {
    const [role, meta = '', initiator = '', initiatorOffer = '', answerer = '', answererOffer = ''] =
      items.slice(at, at + itemsPerTelling);
    const match: Match = {
      ...(JSON.parse(meta) as Meta),
      pool,
      initiator: decodeSide(initiator, initiatorOffer),
      answerer: decodeSide(answerer, answererOffer),
    };
    if (role !== 'a') deliveries.push({ match, role: 'initiator' });
    if (role !== 'i') deliveries.push({ match, role: 'answerer' });
  }
  return deliveries;
}

function decodeSide(json: string, offerJson: string): MatchSide {
  const side = JSON.parse(json) as MatchSide;
  return offerJson === 'null' ? side : { ...side, offer: JSON.parse(offerJson) as string };
}
