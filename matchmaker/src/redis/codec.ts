import type { MatchId, Pool } from '@sotto/protocol';
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

/** What the engine reads of a ticket. */
export function encodeBody(ticket: Ticket): string {
  return JSON.stringify(engineTicket(ticket));
}

export function decodeBody(text: string): EngineTicket {
  return JSON.parse(text) as EngineTicket;
}

type Meta = Pick<Match, 'id' | 'sharedInterests' | 'sharedLanguages' | 'madeAtMs'>;

/** What a match says beyond its two sides. */
export function encodeMeta(id: MatchId, a: EngineTicket, b: EngineTicket, madeAtMs: number): string {
  const meta: Meta = { id, ...sharedBy(a, b), madeAtMs };
  return JSON.stringify(meta);
}

/** The deliveries in an entry of a node's stream: one, or both where both sides belong to the node. */
export function decodeDeliveries(entry: StreamEntry, pool: Pool): Delivery[] {
  const field = (name: string): string => entry.fields.get(name) ?? '';
  const side = (json: string, offer: string): MatchSide => ({
    ...(JSON.parse(json) as MatchSide),
    ...(offer !== '' && { offer }),
  });
  const match: Match = {
    ...(JSON.parse(field('m')) as Meta),
    pool,
    initiator: side(field('i'), field('io')),
    answerer: side(field('a'), field('ao')),
  };
  const role = field('r');
  return [
    ...(role !== 'a' ? [{ match, role: 'initiator' } as const] : []),
    ...(role !== 'i' ? [{ match, role: 'answerer' } as const] : []),
  ];
}
