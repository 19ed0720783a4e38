import nacl from 'tweetnacl';
import type { Bytes } from '../bytes.ts';

/**
 * The key of one file. Its parts are numbered, and the number is the nonce: a part is the same bytes each time it is
 * sealed, and nothing but that part at that number opens. It is derived beside the key of the message that announces the
 * file, which steps at once, so who takes the memory later has at most the files that are under way.
 */
export class FileKey {
  readonly #key: Bytes;
  #erased = false;

  /** Takes over 32 secret bytes: {@link erase} overwrites them in place. */
  constructor(key: Bytes) {
    this.#key = key;
  }

  /**
   * Seals a part with XSalsa20-Poly1305; adds 16 bytes. A number stands for the same bytes always.
   * @throws Error once the key is erased: what is sealed under zeros, anybody can open.
   */
  seal(part: number, bytes: Bytes): Bytes {
    if (this.#erased) throw new Error('the key is erased');
    return nacl.secretbox(bytes, nonceOf(part), this.#key) as Bytes;
  }

  /** Opens a part; `undefined` where it was altered, is another one, or the key is erased. */
  open(part: number, sealed: Bytes): Bytes | undefined {
    if (this.#erased) return undefined;
    return (nacl.secretbox.open(sealed, nonceOf(part), this.#key) as Bytes | null) ?? undefined;
  }

  erase(): void {
    this.#erased = true;
    this.#key.fill(0);
  }
}

function nonceOf(part: number): Bytes {
  const nonce = new Uint8Array(nacl.secretbox.nonceLength);
  new DataView(nonce.buffer).setUint32(nonce.length - 4, part);
  return nonce;
}
