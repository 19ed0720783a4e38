import { concatBytes, type Bytes } from '../bytes.ts';
import { signatureBytes } from '../crypto/signatures.ts';
import type { Entry } from './transcript.ts';
import { saltBytes } from './statement.ts';

/**
 * What is sealed of a message: salt 32 ‖ signature 64 ‖ body. The signature travels inside, so that nobody on the way gets
 * anything that proves who talks with whom.
 */
export type SecretPart = Pick<Entry, 'salt' | 'signature' | 'body'>;

export function encodeSecretPart({ salt, signature, body }: SecretPart): Bytes {
  if (salt.length !== saltBytes || signature.length !== signatureBytes)
    throw new RangeError('a salt has 32 bytes, a signature 64');
  return concatBytes(salt, signature, body);
}

/** Reads what {@link encodeSecretPart} wrote; `undefined` where it is too short. */
export function decodeSecretPart(bytes: Bytes): SecretPart | undefined {
  const bodyAt = saltBytes + signatureBytes;
  if (bytes.length < bodyAt) return undefined;
  return {
    salt: bytes.slice(0, saltBytes),
    signature: bytes.slice(saltBytes, bodyAt),
    body: bytes.slice(bodyAt),
  };
}
