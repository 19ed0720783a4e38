import type { SeekFrame } from '@sotto/protocol';
import type { Ticket } from '@sotto/matchmaker';
import type { SessionPrincipal } from '../ports.ts';
import type { AvoidTokens } from './avoid-tokens.ts';
import { encodePayload } from './payload.ts';

/** Nobody has a reputation yet: everybody is in the middle. */
const unknownReputation = 0.5;

/**
 * Turns what a client asks for into a ticket. Avoid tokens that do not open, such as those of a server
 * whose key was changed, are left out: refusing the search would punish the device for them.
 */
export function makeTicket(
  frame: SeekFrame,
  holder: SessionPrincipal,
  avoidTokens: AvoidTokens,
  nowMs: number,
): Ticket {
  return {
    id: frame.ticket,
    pool: frame.pool,
    session: holder.session,
    handle: holder.handle,
    about: frame.about,
    wants: frame.wants,
    blocks: openAll(frame.blocks, avoidTokens),
    recent: openAll(frame.recent, avoidTokens),
    reputation: unknownReputation,
    priority: 0,
    enteredAtMs: nowMs,
    payload: encodePayload({ nickname: holder.nickname, card: frame.card }),
  };
}

/** The empty list is one for all tickets. */
const nobody: readonly string[] = [];

function openAll(tokens: readonly string[], avoidTokens: AvoidTokens): readonly string[] {
  if (tokens.length === 0) return nobody;
  return tokens.map((token) => avoidTokens.open(token)).filter((handle) => handle !== undefined);
}
