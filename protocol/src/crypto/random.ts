import type { Bytes } from '../bytes.ts';

/** A source of unpredictable bytes. Injected, so that tests can repeat themselves. */
export type RandomBytes = (length: number) => Bytes;

/** The platform's own source, in browsers and in Node. At most 65,536 bytes a call. */
export function systemRandomBytes(length: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(length));
}
