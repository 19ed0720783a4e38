import type { Match } from '@sotto/matchmaker';
import { decodePayload } from '../match/payload.ts';
import { banHandleOf } from './ban-handle.ts';
import type { MatchTickets } from './match-ticket.ts';

/** Makes the match ticket of a match, in base64url. */
export type SealMatch = (match: Match) => string;

/** @param banKey the key of {@link banHandleOf}, the same on all nodes. */
export function createSealMatch(tickets: Pick<MatchTickets, 'seal'>, banKey: Uint8Array): SealMatch {
  return ({ id, initiator, answerer, madeAtMs }) =>
    tickets.seal({
      matchId: id,
      cards: {
        initiator: decodePayload(initiator.payload).card,
        answerer: decodePayload(answerer.payload).card,
      },
      banHandles: {
        initiator: banHandleOf(banKey, initiator.handle),
        answerer: banHandleOf(banKey, answerer.handle),
      },
      iat: madeAtMs,
    });
}
