import { createCipheriv, createDecipheriv } from 'node:crypto';
import { fromBase64Url, toBase64Url, type RandomBytes } from '@sotto/protocol';

/**
 * Seals a person's handle for somebody else's block list. AES-256-GCM under a key that only servers have:
 * nonce (12 bytes), handle (16), tag (16) make 59 characters. A token is different each time, so two
 * people who compare theirs learn nothing.
 */
export interface AvoidTokens {
  /** `handle`: 16 bytes in base64url. */
  seal(handle: string): string;
  /** `undefined` for what this key did not seal. */
  open(token: string): string | undefined;
}

const nonceBytes = 12;
const handleBytes = 16;
const tagBytes = 16;
const algorithm = 'aes-256-gcm';
const domain = Buffer.from('sotto/avoid/1');

/** `key`: 32 bytes, the same on all nodes and after a restart, since block lists live on devices. */
export function createAvoidTokens(key: Uint8Array, randomBytes: RandomBytes): AvoidTokens {
  return {
    seal(handle) {
      const plain = fromBase64Url(handle);
      if (plain?.length !== handleBytes) throw new TypeError('a handle is 16 bytes');
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv(algorithm, key, nonce).setAAD(domain);
      const sealed = cipher.update(plain);
      cipher.final();
      return toBase64Url(Buffer.concat([nonce, sealed, cipher.getAuthTag()]));
    },
    open(token) {
      const bytes = fromBase64Url(token);
      if (bytes?.length !== nonceBytes + handleBytes + tagBytes) return undefined;
      const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceBytes))
        .setAAD(domain)
        .setAuthTag(bytes.subarray(nonceBytes + handleBytes));
      const handle = decipher.update(bytes.subarray(nonceBytes, nonceBytes + handleBytes));
      try {
        decipher.final();
      } catch {
        return undefined;
      }
      return toBase64Url(handle);
    },
  };
}
