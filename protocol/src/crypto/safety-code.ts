import { concatBytes, utf8, type Bytes } from '../bytes.ts';
import { sha256 } from './hash.ts';
import { safetySymbols, type SafetySymbol } from './safety-symbols.ts';

/** Bytes of the random number that each side brings to a code. */
export const safetyNonceBytes = 32;

/** Symbols in a code, of 6 bits each. */
export const safetyCodeLength = 8;

const commitmentDomain = utf8('sotto/safety-commitment initiator\0');
const codeDomain = utf8('sotto/safety-code\0');

/**
 * The 32 bytes by which the initiator binds itself to its nonce before it has seen the answerer's:
 *
 *     SHA-256( "sotto/safety-commitment initiator" 00 ‖ nonce 32 ‖ transcript hash 32 )
 *
 * It tells nothing of the nonce, and no other nonce fits it. With the transcript hash inside, it is worth nothing
 * in another match. @throws RangeError where a part has another width.
 */
export function safetyCommitment(tx: Bytes, nonce: Bytes): Bytes {
  return sha256(concatBytes(commitmentDomain, checkedWidth(nonce), checkedWidth(tx)));
}

/**
 * Eight symbols that two people compare over another channel, the first 48 bits of
 *
 *     SHA-256( "sotto/safety-code" 00 ‖ transcript hash 32 ‖ initiator's nonce 32 ‖ answerer's nonce 32 )
 *
 * Equal codes say that both have the same keys and certificates.
 *
 * Somebody in the middle runs two matches and needs one code on both. The order in which the nonces become known
 * (`safety-exchange.ts`) makes 48 bits enough for that: a short authentication string with a commitment (Vaudenay,
 * CRYPTO 2005), as in ZRTP (RFC 6189 §4.4.1.1). In each of the two matches, the nonce of the one in the middle is fixed
 * before the honest one is known to it. So whichever code it learns last is an even draw from 2^48, on which
 * nothing that it still chooses has an influence: one blind guess a match, right with a probability of 2^-48, 1 in
 * 2.8 × 10^14, however many keys it has tried. A further guess costs it another match between two people. Without the
 * commitment, it would try keys or nonces until two codes meet: about 2^24 a side, 4 seconds of one core.
 * @throws RangeError where a part has another width.
 * @example safetyCode(tx, nonces).map(({ name }) => name).join(', ')
 */
export function safetyCode(
  tx: Bytes,
  nonces: { readonly initiator: Bytes; readonly answerer: Bytes },
): readonly SafetySymbol[] {
  const parts = [tx, nonces.initiator, nonces.answerer].map(checkedWidth);
  return symbolsOf(sha256(concatBytes(codeDomain, ...parts))).slice(0, safetyCodeLength);
}

/** Reads bytes as groups of 6 bits, the most significant first. */
function symbolsOf(bytes: Bytes): readonly SafetySymbol[] {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const groups = bits.match(/.{6}/g) ?? [];
  return groups.flatMap((group) => safetySymbols[Number.parseInt(group, 2)] ?? []);
}

function checkedWidth(part: Bytes): Bytes {
  if (part.length !== 32) throw new RangeError('transcript hash and nonces have 32 bytes');
  return part;
}
