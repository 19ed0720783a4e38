import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { RandomBytes } from '@sotto/protocol';

/** Encrypts what moderators write about a case. */
export interface TextBox {
  /** @param about what the text belongs to: it opens for that only. */
  seal(about: string, text: string): Uint8Array;
  /** @throws where it was sealed under another key or for something else. */
  open(about: string, sealed: Uint8Array): string;
}

const algorithm = 'aes-256-gcm';
const domain = 'sotto/case-text/1\0';
const nonceBytes = 12;
const tagBytes = 16;

/** Sealed: nonce 12 ‖ AES-256-GCM ‖ tag 16, with the domain and `about` as associated data. */
export function createTextBox(key: Uint8Array, randomBytes: RandomBytes): TextBox {
  return {
    seal: (about, text) => {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(domain + about));
      const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([sealed, cipher.getAuthTag()]);
    },
    open: (about, sealed) => {
      const tagAt = sealed.length - tagBytes;
      const decipher = createDecipheriv(algorithm, key, sealed.subarray(0, nonceBytes))
        .setAAD(Buffer.from(domain + about))
        .setAuthTag(sealed.subarray(tagAt));
      return decipher.update(sealed.subarray(nonceBytes, tagAt), undefined, 'utf8') + decipher.final('utf8');
    },
  };
}
