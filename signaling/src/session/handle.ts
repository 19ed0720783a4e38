import { createHmac } from 'node:crypto';

/**
 * Names an identity without its public key: 16 bytes of HMAC-SHA-256, in base64url. Who learns a handle but
 * not the key of the HMAC cannot tell whose it is.
 * @param publicKey as a registration gives it: 32 bytes in canonical base64url.
 */
export function handleOf(key: Uint8Array, publicKey: string): string {
  return createHmac('sha256', key)
    .update(Buffer.from(publicKey, 'base64url'))
    .digest()
    .subarray(0, 16)
    .toString('base64url');
}
