import { concatBytes, fromBase64Url, utf8, type Bytes } from '../bytes.ts';
import type { MatchId } from '../primitives.ts';
import { sha256 } from './hash.ts';
import type { CheckedCard } from './keys.ts';

/** Version of the transcript and of everything derived from its hash; told in the hello of the link. */
export const transcriptVersion = 1;

const domain = utf8('sotto/transcript\0');

/** What two people must agree on before a word is sealed. */
export interface TranscriptInput {
  readonly matchId: MatchId;
  readonly initiator: CheckedCard;
  readonly answerer: CheckedCard;
  /** Milliseconds since the epoch at which the match was made. */
  readonly iat: number;
}

/**
 * The 32 bytes that name a match and all that secures it:
 *
 *     SHA-256( "sotto/transcript" 00 ‖ version u8 ‖ match id 16
 *            ‖ initiator: sign 32, seal 32, fingerprint 32
 *            ‖ answerer:  sign 32, seal 32, fingerprint 32
 *            ‖ iat u64, big-endian )
 *
 * Every part has a fixed width, so no two matches have the same bytes. Two people with the same hash have
 * the same keys and the same DTLS certificates; who swaps one on the way makes the hashes differ.
 * @throws RangeError where the match id or a part of a card has the wrong length, or `iat` is no u53.
 */
export function transcriptHash({ matchId, initiator, answerer, iat }: TranscriptInput): Bytes {
  const match = fromBase64Url(matchId);
  if (match?.length !== 16) throw new RangeError('a match id has 16 bytes');
  if (!Number.isSafeInteger(iat) || iat < 0) throw new RangeError('iat counts whole milliseconds');
  const time = new Uint8Array(8);
  new DataView(time.buffer).setBigUint64(0, BigInt(iat));
  const version = Uint8Array.of(transcriptVersion);
  return sha256(concatBytes(domain, version, match, cardBytes(initiator), cardBytes(answerer), time));
}

function cardBytes({ sign, seal, fingerprint }: CheckedCard): Bytes {
  const bytes = concatBytes(sign, seal, fingerprint);
  if (sign.length !== 32 || seal.length !== 32 || bytes.length !== 96)
    throw new RangeError('a card has 3 × 32 bytes');
  return bytes;
}
