import { utf8, type Bytes } from '../bytes.ts';
import { safetySymbols, type SafetySymbol } from './safety-symbols.ts';

/** Symbols in a code, of 6 bits each. */
export const safetyCodeLength = 8;

const salt = utf8('sotto/safety-code/1');
const iterations = 600_000;

/**
 * Eight symbols that two people compare over another channel, from the transcript hash by
 * PBKDF2-HMAC-SHA-256 (RFC 8018). Equal codes say that both have the same keys and certificates.
 *
 * Somebody in the middle runs two matches, picks the keys towards each side, and needs one code on both.
 * With 48 bits and both sides free that is a birthday search: about 2^24 codes a side. Bare SHA-256 gives
 * these in 4 seconds of one core (9.4 million a second). 600,000 iterations, two compressions each, make
 * it 2 × 2^24 × 1.2 million = 4 × 10^13 compressions: 50 days of that core, or half an hour of a graphics
 * card at 2 × 10^10 a second. The cards are known from the moment somebody waits, so this is the price of a match in the
 * middle, not a bar to those who rent many cards; only cards committed to before they are shown would be one.
 * Costs an honest page some tenths of a second, once, when somebody asks for the code.
 * @example (await safetyCode(tx)).map(({ name }) => name).join(', ')
 */
export async function safetyCode(tx: Bytes): Promise<readonly SafetySymbol[]> {
  const key = await crypto.subtle.importKey('raw', tx, 'PBKDF2', false, ['deriveBits']);
  const bits = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    key,
    safetyCodeLength * 6,
  );
  return symbolsOf(new Uint8Array(bits));
}

/** Reads bytes as groups of 6 bits, the most significant first. */
function symbolsOf(bytes: Bytes): readonly SafetySymbol[] {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const groups = bits.match(/.{6}/g) ?? [];
  return groups.flatMap((group) => safetySymbols[Number.parseInt(group, 2)] ?? []);
}
