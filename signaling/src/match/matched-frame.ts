import type { MatchedFrame } from '@sotto/protocol';
import type { Delivery } from '@sotto/matchmaker';
import type { SealMatch } from '../evidence/seal-match.ts';
import type { IceProvision } from '../ports.ts';
import type { AvoidTokens } from './avoid-tokens.ts';
import { decodePayload } from './payload.ts';

/**
 * Everything that one side needs to connect, in one frame: who the other is, its keys, the way there, and for
 * the answerer the offer, where the initiator made it in time.
 */
export function matchedFrame(
  { match, role }: Delivery,
  avoidTokens: AvoidTokens,
  ice: IceProvision,
  sealMatch: SealMatch,
): MatchedFrame {
  const initiator = role === 'initiator';
  const [mine, theirs] = initiator ? [match.initiator, match.answerer] : [match.answerer, match.initiator];
  return {
    t: 'matched',
    ticket: mine.ticket,
    match: match.id,
    role,
    peer: { ...decodePayload(theirs.payload), avoid: avoidTokens.seal(theirs.handle) },
    sharedInterests: [...match.sharedInterests],
    sharedLanguages: [...match.sharedLanguages],
    evidence: sealMatch(match),
    iat: match.madeAtMs,
    iceServers: ice.serversFor(match.id, role),
    icePolicy: ice.policy,
    ...(!initiator && theirs.offer !== undefined && { offer: theirs.offer }),
  };
}
