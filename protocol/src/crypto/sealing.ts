import { expand, extract } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import nacl from 'tweetnacl';
import { equalBytes, utf8, type Bytes } from '../bytes.ts';
import { fail, ok, type Result } from '../result.ts';
import { roles, type Role } from '../wire/card.ts';
import type { CheckedCard, MatchKeys } from './keys.ts';
import { SealingChain } from './sealing-chain.ts';

/**
 * Seals and opens the bodies of one match. Both directions hang on HKDF (RFC 5869) of the X25519 secret with
 * the transcript hash as its salt: whoever has another transcript gets other keys.
 */
export interface Sealing {
  /** 32 bytes for one's own hello: shows the partner that the keys are the same, and tells nothing of them. */
  readonly helloTag: Bytes;
  /** Whether the tag in the partner's hello is the right one. In time that depends on the length only. */
  confirms(tag: Bytes): boolean;
  /** Seals the next message. The header is not part of the result, but nothing opens without just that header. */
  seal(header: Bytes, body: Bytes): Bytes;
  /** Opens the partner's next message; `undefined` where header or bytes were altered or out of turn. */
  open(header: Bytes, sealed: Bytes): Bytes | undefined;
  /** Overwrites all keys. */
  erase(): void;
}

/**
 * Derives the keys of a match. `tx` is its {@link transcriptHash}.
 * @returns `zero-secret` where the partner's key brings the shared secret to zero, which checked keys do not.
 */
export function createSealing(
  role: Role,
  keys: MatchKeys,
  peer: CheckedCard,
  tx: Bytes,
): Result<Sealing, 'zero-secret'> {
  const secret = nacl.scalarMult(keys.seal.secretKey, peer.seal);
  if (equalBytes(secret, new Uint8Array(32))) return fail('zero-secret');
  const root = extract(sha256, secret, tx);
  secret.fill(0);
  const other = roles[role === 'initiator' ? 1 : 0];
  const derive = (what: string, of: Role) =>
    expand(sha256, root, utf8(`sotto/seal/1 ${what} ${of}`), 32) as Bytes;
  const helloTag = derive('hello', role);
  const expectedTag = derive('hello', other);
  const sending = new SealingChain(derive('chain', role));
  const receiving = new SealingChain(derive('chain', other));
  root.fill(0);
  return ok({
    helloTag,
    confirms: (tag) => equalBytes(tag, expectedTag),
    seal: (header, body) => sending.seal(header, body),
    open: (header, sealed) => receiving.open(header, sealed),
    erase: () => {
      sending.erase();
      receiving.erase();
    },
  });
}
