import {
  anyone,
  toBase64Url,
  type Card,
  type MatchedFrame,
  type MatchId,
  type StatementOfReasons,
  type TicketId,
} from '@sotto/protocol';
import type { Command, ProvenCard, Surroundings } from '../core.ts';
import { noAvoids } from '../avoid-list.ts';
import type { Profile } from '../state.ts';

/** Values that fit the schemas, for tests. */

export const nowMs = 1_800_000_000_000;

/** The nth id: 16 bytes. */
export function id(n: number): string {
  return toBase64Url(new Uint8Array(16).fill(n));
}

const key = (n: number): string => toBase64Url(new Uint8Array(32).fill(n));

export const card: Card = { sign: key(1), seal: key(2), fingerprint: key(3) };
export const provenCard: ProvenCard = { card, proof: toBase64Url(new Uint8Array(64).fill(4)) };

export const profile: Profile = {
  nickname: 'ann',
  about: { languages: ['en'], interests: ['chess'] },
  wants: anyone,
  readReceipts: false,
};

export const start = { type: 'start', profile, avoid: noAvoids, supported: true } as const satisfies Command;

/** A clock that stands still unless it is set. Tickets are numbered from 1 in the order in which they are made. */
export function surroundings(): Surroundings & { nowMs: number } {
  let tickets = 0;
  return {
    nowMs,
    newTicket: () => {
      tickets += 1;
      return id(tickets % 200);
    },
  };
}

export function avoidToken(char: string): string {
  return char.repeat(59);
}

export function matchedFrame(ticket: TicketId, match: MatchId): MatchedFrame {
  return {
    t: 'matched',
    ticket,
    match,
    role: 'answerer',
    peer: { nickname: 'ben', card, avoid: avoidToken('b') },
    sharedInterests: ['chess'],
    sharedLanguages: ['en'],
    evidence: 'AAAA',
    iat: nowMs,
    iceServers: [],
    icePolicy: 'all',
    offer: 'v=0',
  };
}

/** What a moderator has decided of this person. */
export const statement = (receipt: string, measure: StatementOfReasons['measure']): StatementOfReasons => ({
  receipt,
  measure,
  atMs: nowMs,
  guideline: 'respect',
  text: 'You insulted somebody.',
  automated: false,
  standing: 'in-force',
});
