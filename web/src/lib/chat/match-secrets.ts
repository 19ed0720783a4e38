import {
  createSealing,
  eraseMatchKeys,
  fail,
  ok,
  readCard,
  transcriptHash,
  type Bytes,
  type Card,
  type CheckedCard,
  type MatchedFrame,
  type MatchKeys,
  type Result,
  type Sealing,
} from '@sotto/protocol';

/** What both sides of a match must share before a word is said. */
export interface MatchSecrets {
  /** The transcript hash: no secret, but bound to all of them. */
  readonly tx: Bytes;
  readonly sealing: Sealing;
}

/** The cards of a match, checked. */
export interface MatchCards {
  readonly own: CheckedCard;
  readonly peer: CheckedCard;
}

/** Refuses a match in which a key is not canonical or of small order. A few microseconds. */
export function checkCards(matched: MatchedFrame, card: Card): Result<MatchCards, 'key-refused'> {
  const own = readCard(card);
  const peer = readCard(matched.peer.card);
  return own.ok && peer.ok ? ok({ own: own.value, peer: peer.value }) : fail('key-refused');
}

/** Derives the secrets of a match and erases the keys they come from; a few milliseconds. */
export function deriveSecrets(
  matched: MatchedFrame,
  keys: MatchKeys,
  { own, peer }: MatchCards,
): Result<MatchSecrets, 'key-refused'> {
  const { match: matchId, role, iat } = matched;
  const [initiator, answerer] = role === 'initiator' ? [own, peer] : [peer, own];
  const tx = transcriptHash({ matchId, initiator, answerer, iat });
  const sealing = createSealing(role, keys, peer, tx);
  eraseMatchKeys(keys);
  return sealing.ok ? ok({ tx, sealing: sealing.value }) : fail('key-refused');
}
