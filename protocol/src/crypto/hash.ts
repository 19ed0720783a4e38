import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import type { Bytes } from '../bytes.ts';

/** SHA-256 (FIPS 180-4), 32 bytes. Synchronous, unlike WebCrypto's, and there on plain-HTTP pages too. */
export function sha256(message: Bytes): Bytes {
  return nobleSha256(message) as Bytes;
}
