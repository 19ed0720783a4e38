import {
  fail,
  matchTime,
  ok,
  readCard,
  transcriptHash,
  type Bytes,
  type Card,
  type CheckedCard,
  type MatchedFrame,
  type MatchTime,
  type Result,
} from '@sotto/protocol';

/** What the cards of a match come to, checked. */
export interface MatchCards {
  readonly peer: CheckedCard;
  /** The transcript hash: no secret, but bound to all that secures the match. */
  readonly tx: Bytes;
  readonly time: MatchTime;
}

/** Refuses a match in which a key is not canonical or of small order. Some tens of microseconds. */
export function checkCards(matched: MatchedFrame, card: Card): Result<MatchCards, 'key-refused'> {
  const own = readCard(card);
  const peer = readCard(matched.peer.card);
  if (!own.ok || !peer.ok) return fail('key-refused');
  const { match: matchId, role, iat } = matched;
  const [initiator, answerer] = role === 'initiator' ? [own.value, peer.value] : [peer.value, own.value];
  const tx = transcriptHash({ matchId, initiator, answerer, iat });
  return ok({ peer: peer.value, tx, time: matchTime(iat) });
}
