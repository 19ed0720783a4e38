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

/** Compares in equal time. */
export function opensSeat(token: string, digest: string): boolean {
  return timingSafeEqual(digestOf(token), Buffer.from(digest, 'latin1'));
}

function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest().subarray(0, 16);
}
