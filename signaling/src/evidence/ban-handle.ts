import { createHmac } from 'node:crypto';

/**
 * What a ban is written against: 16 bytes of HMAC-SHA-256 of a person's handle, in base64url. Another key than the
 * handle's, so that a list of bans says nothing of the block lists on people's devices.
 * @param handle as `handleOf` gives it.
 */
export function banHandleOf(key: Uint8Array, handle: string): string {
  return createHmac('sha256', key)
    .update(Buffer.from(handle, 'base64url'))
    .digest()
    .subarray(0, 16)
    .toString('base64url');
}
