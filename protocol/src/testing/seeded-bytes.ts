import { concatBytes, utf8, type Bytes } from '../bytes.ts';
import { sha256 } from '../crypto/hash.ts';
import type { RandomBytes } from '../crypto/random.ts';

/**
 * Bytes that look random and are the same for the same seed: SHA-256(seed ‖ counter u32), one block after the other.
 * Only for tests: whoever knows the seed knows all.
 */
export function seededBytes(seed: string): RandomBytes {
  const prefix = utf8(`${seed}\0`);
  let counter = 0;
  let rest: Bytes = new Uint8Array();
  return (length) => {
    const parts: Bytes[] = [rest];
    for (let have = rest.length; have < length; have += 32) {
      const block = new Uint8Array(4);
      new DataView(block.buffer).setUint32(0, counter);
      counter += 1;
      parts.push(sha256(concatBytes(prefix, block)));
    }
    const all = concatBytes(...parts);
    rest = all.slice(length);
    return all.slice(0, length);
  };
}
