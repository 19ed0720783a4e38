import { expand } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import nacl from 'tweetnacl';
import { concatBytes, utf8, type Bytes } from '../bytes.ts';

const stepLabel = utf8('sotto/chain/step');
const messageLabel = utf8('sotto/chain/message');
const fileLabel = utf8('sotto/chain/file');

/** Bytes that sealing adds to a body: the Poly1305 tag. */
export const sealingOverheadBytes = 16;

/**
 * The keys of one direction. Each message has a key of its own, HKDF-Expand(chain key, label ‖ header), so a
 * header altered on the way fails to open; then the chain steps by HKDF-Expand(chain key, other label) and
 * the old key is overwritten: who takes the memory later cannot open what went before.
 */
export class SealingChain {
  readonly #key: Bytes;
  #count = 0;
  #erased = false;

  /** Takes over 32 secret bytes: they are overwritten in place. */
  constructor(key: Bytes) {
    this.#key = key;
  }

  /**
   * Seals the next message with XSalsa20-Poly1305 and steps.
   * @throws Error once the key is erased: what is sealed under zeros, anybody can open.
   */
  seal(header: Bytes, body: Bytes): Bytes {
    if (this.#erased) throw new Error('the key is erased');
    const key = this.#derive(messageLabel, header);
    const sealed = nacl.secretbox(body, this.#nonce(), key) as Bytes;
    key.fill(0);
    this.#step();
    return sealed;
  }

  /**
   * Opens the next message and steps; `undefined`, without a step, where header or bytes were altered, and once the key is
   * erased.
   */
  open(header: Bytes, sealed: Bytes): Bytes | undefined {
    if (this.#erased) return undefined;
    const key = this.#derive(messageLabel, header);
    const body = nacl.secretbox.open(sealed, this.#nonce(), key) as Bytes | null;
    key.fill(0);
    if (body === null) return undefined;
    this.#step();
    return body;
  }

  /**
   * The key for the parts of the file that the next message announces, 32 bytes: HKDF-Expand(chain key, label ‖ header). To
   * be asked before that message is sealed or opened, which steps; `undefined` once the key is erased.
   */
  fileKey(header: Bytes): Bytes | undefined {
    return this.#erased ? undefined : this.#derive(fileLabel, header);
  }

  /** Overwrites the key: this chain neither seals nor opens any more. */
  erase(): void {
    this.#erased = true;
    this.#key.fill(0);
  }

  #derive(label: Bytes, header: Bytes): Bytes {
    return expand(sha256, this.#key, concatBytes(label, header), 32) as Bytes;
  }

  /** A counter: under keys that never repeat it cannot collide, as random ones might. */
  #nonce(): Bytes {
    const nonce = new Uint8Array(nacl.secretbox.nonceLength);
    new DataView(nonce.buffer).setUint32(nonce.length - 4, this.#count);
    return nonce;
  }

  #step(): void {
    const next = expand(sha256, this.#key, stepLabel, 32);
    this.#key.set(next);
    next.fill(0);
    this.#count += 1;
  }
}
