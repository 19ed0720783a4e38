import { createPublicKey, verify } from 'node:crypto';
import {
  fromBase64Url,
  isStrictSignature,
  possessionMessage,
  type CheckedCard,
  type SeekFrame,
} from '@sotto/protocol';

/** SubjectPublicKeyInfo (RFC 8410 §4) of an Ed25519 key, up to its 32 bytes. */
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex');

/**
 * Whether the search was signed with the card's own key. At once, a tenth of a millisecond: an answer that comes later
 * would let the next frames of the socket overtake this one.
 */
export function provesPossession({ ticket, proof }: SeekFrame, card: CheckedCard): boolean {
  const signature = fromBase64Url(proof);
  if (signature === undefined || !isStrictSignature(card.sign, signature)) return false;
  try {
    const key = createPublicKey({
      key: Buffer.concat([spkiPrefix, card.sign]),
      format: 'der',
      type: 'spki',
    });
    return verify(undefined, possessionMessage(ticket, card), key, signature);
  } catch {
    // Bytes that are no point of the curve.
    return false;
  }
}
