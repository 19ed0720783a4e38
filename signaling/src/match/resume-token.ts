import { createHash, timingSafeEqual } from 'node:crypto';
import { toBase64Url, type RandomBytes } from '@sotto/protocol';

/**
 * The proof that a socket continues another one's seat: 16 random bytes in base64url, new with each socket.
 * The server keeps only the first half of its SHA-256, as a string of 16 Latin-1 characters, which takes a third of the
 * memory of a buffer.
 */
export function createResumeToken(randomBytes: RandomBytes): { token: string; digest: string } {
  const token = toBase64Url(randomBytes(16));
  return { token, digest: digestOf(token).toString('latin1') };
}

/** Digests of the tokens that open a seat; empty for none. */
export interface SeatTokens {
  /** Of the one that the latest socket was given. */
  readonly digest: string;
  /**
   * Of the one that the latest socket came with. It opens the seat until the newer one has been used: where the network changes under
   * a socket that has just opened, its `welcome` never arrives, and the client comes back with what it has.
   */
  readonly formerDigest: string;
}

/** The digest of the token of a seat that this one is; `undefined` where it is none. Compares in equal time. */
export function openingDigest(token: string | undefined, seat: SeatTokens): string | undefined {
  if (token === undefined) return undefined;
  const shown = digestOf(token);
  return [seat.digest, seat.formerDigest].find(
    (digest) => digest !== '' && timingSafeEqual(shown, Buffer.from(digest, 'latin1')),
  );
}

function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest().subarray(0, 16);
}
