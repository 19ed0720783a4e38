import { createCipheriv, createDecipheriv } from 'node:crypto';

const algorithm = 'id-aes256-wrap';
/** RFC 3394 §2.2.3.1 */
const initialValue = Buffer.alloc(8, 0xa6);

/** Bytes that wrapping adds. */
export const wrapOverheadBytes = 8;

/** Encrypts a key under another (AES Key Wrap, RFC 3394). */
export function wrapKey(wrapping: Uint8Array, key: Uint8Array): Buffer {
  const cipher = createCipheriv(algorithm, wrapping, initialValue);
  return Buffer.concat([cipher.update(key), cipher.final()]);
}

/** `undefined` for what {@link wrapKey} did not make under the same key. */
export function unwrapKey(wrapping: Uint8Array, wrapped: Uint8Array): Buffer | undefined {
  const decipher = createDecipheriv(algorithm, wrapping, initialValue);
  try {
    // One buffer, which the caller overwrites: no copy.
    return decipher.update(wrapped);
  } catch {
    return undefined;
  }
}
