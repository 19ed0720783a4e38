import { createHmac } from 'node:crypto';
import type { RandomBytes } from '@sotto/protocol';

/** Codes for whoever has lost the authenticator: each is good once. */

const codesEach = 10;
const codeBytes = 10;
/** Crockford's base 32: no letter looks like a digit. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** Ten codes of 80 bits, such as `k3zr-9f0a-71wc-qq8d`. */
export function makeRecoveryCodes(randomBytes: RandomBytes): string[] {
  return Array.from({ length: codesEach }, () => {
    const bits = [...randomBytes(codeBytes)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
    const chars = (bits.match(/.{5}/g) ?? []).map((five) => alphabet.charAt(parseInt(five, 2))).join('');
    return (chars.match(/.{4}/g) ?? []).join('-');
  });
}

/** What is stored of a code: without the key, nobody can try codes at it. Takes a code as people type it. */
export function recoveryCodeHash(key: Uint8Array, moderatorId: string, typed: string): Buffer {
  const plain = typed
    .toLowerCase()
    .replace(/[^0-9a-z]/g, '')
    .replace(/[il]/g, '1')
    .replaceAll('o', '0');
  return createHmac('sha256', key).update(`recovery-code\0${moderatorId}\0${plain}`).digest();
}
