import { expand, extract } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import nacl from 'tweetnacl';
import { equalBytes, utf8, type Bytes } from '../bytes.ts';
import { fail, ok, type Result } from '../result.ts';
import { otherRole, type Role } from '../wire/card.ts';
import { FileKey } from './file-key.ts';
import type { CheckedCard, MatchKeys } from './keys.ts';
import type { RandomBytes } from './random.ts';
import { SealingChain } from './sealing-chain.ts';

/**
 * Seals and opens the bodies of one match. Both directions hang on HKDF (RFC 5869) of the X25519 secret with
 * the transcript hash as its salt: whoever has another transcript gets other keys.
 *
 * An epoch is the time under one such secret. The next one begins with a fresh key agreement: the initiator's
 * {@link propose} goes to the answerer, whose {@link accept} goes back to {@link complete}. Each direction moves on by itself,
 * in the order of its messages: the sender where it calls {@link advance}, the receiver where the epoch in a header says so.
 */
export interface Sealing {
  /** 32 bytes for one's own hello: shows the partner that the keys are the same, and tells nothing of them. */
  readonly helloTag: Bytes;
  /** Whether the tag in the partner's hello is the right one. In time that depends on the length only. */
  confirms(tag: Bytes): boolean;
  /** The epoch of the next message that is sealed: 0, then counting up. Belongs into its header. */
  readonly epoch: number;
  /**
   * Seals the next message. The header is not part of the result, but nothing opens without just that header.
   * @throws Error after {@link erase}.
   */
  seal(header: Bytes, body: Bytes): Bytes;
  /** Opens the partner's next message; `undefined` where header or bytes were altered or out of turn, or keys erased. */
  open(epoch: number, header: Bytes, sealed: Bytes): Bytes | undefined;
  /**
   * The key for the parts of the file that the next message announces, with just this header. To be asked before the
   * message is sealed. `undefined` after {@link erase}.
   */
  sendingFileKey(header: Bytes): FileKey | undefined;
  /** The same for the partner's next message, to be asked before it is opened. */
  receivingFileKey(epoch: number, header: Bytes): FileKey | undefined;
  /** Starts a fresh agreement: the initiator's new key. `undefined` while one is under way, and after 65,535. */
  propose(randomBytes: RandomBytes): Bytes | undefined;
  /**
   * Takes the initiator's new key, one that `checkSealingKey` has passed, and answers with a new key of its own. `undefined`
   * while an agreement is under way, and for a key that brings the secret to zero.
   */
  accept(key: Bytes, randomBytes: RandomBytes): Bytes | undefined;
  /** Takes the answer, checked likewise; `false` where nothing was proposed, and for a key that brings the secret to zero. */
  complete(key: Bytes): boolean;
  /** From the next message on, seals under the keys agreed on last. */
  advance(): void;
  /** Overwrites all keys. From then on nothing is sealed, opened, proposed or agreed on. */
  erase(): void;
}

const maxEpoch = 0xffff;

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
  const secret = nacl.scalarMult(keys.seal.secretKey, peer.seal) as Bytes;
  if (isZero(secret)) return fail('zero-secret');
  return ok(new EpochSealing(role, secret, tx));
}

interface Epoch {
  readonly number: number;
  readonly sending: SealingChain;
  readonly receiving: SealingChain;
}

class EpochSealing implements Sealing {
  readonly helloTag: Bytes;
  readonly #expectedTag: Bytes;
  readonly #role: Role;
  /** Salt of the next agreement. The keys of this epoch can't be derived from it. */
  #next: Bytes;
  #sending: Epoch;
  #receiving: Epoch;
  /** Agreed on, and not yet in use in both directions. */
  #agreed: Epoch | undefined;
  #proposed: Bytes | undefined;
  #erased = false;

  constructor(role: Role, secret: Bytes, tx: Bytes) {
    this.#role = role;
    const root = rootOf(secret, tx);
    this.helloTag = derive(root, `hello ${role}`);
    this.#expectedTag = derive(root, `hello ${otherRole(role)}`);
    this.#next = derive(root, 'next');
    this.#sending = this.#receiving = epochOf(root, role, 0);
  }

  get epoch(): number {
    return this.#sending.number;
  }

  confirms(tag: Bytes): boolean {
    return equalBytes(tag, this.#expectedTag);
  }

  seal(header: Bytes, body: Bytes): Bytes {
    return this.#sending.sending.seal(header, body);
  }

  open(epoch: number, header: Bytes, sealed: Bytes): Bytes | undefined {
    if (epoch === this.#receiving.number) return this.#receiving.receiving.open(header, sealed);
    const agreed = this.#agreed;
    if (agreed === undefined || epoch !== agreed.number) return undefined;
    const body = agreed.receiving.open(header, sealed);
    if (body === undefined) return undefined;
    this.#receiving.receiving.erase();
    this.#receiving = agreed;
    return body;
  }

  sendingFileKey(header: Bytes): FileKey | undefined {
    return fileKeyOf(this.#sending.sending, header);
  }

  receivingFileKey(epoch: number, header: Bytes): FileKey | undefined {
    const of = [this.#receiving, this.#agreed].find((known) => known?.number === epoch);
    return of && fileKeyOf(of.receiving, header);
  }

  propose(randomBytes: RandomBytes): Bytes | undefined {
    if (this.#role !== 'initiator' || !this.#canRefresh()) return undefined;
    const pair = nacl.box.keyPair.fromSecretKey(randomBytes(nacl.box.secretKeyLength));
    this.#proposed = pair.secretKey as Bytes;
    return pair.publicKey as Bytes;
  }

  accept(key: Bytes, randomBytes: RandomBytes): Bytes | undefined {
    if (this.#role !== 'answerer' || !this.#canRefresh()) return undefined;
    const pair = nacl.box.keyPair.fromSecretKey(randomBytes(nacl.box.secretKeyLength));
    return this.#agree(pair.secretKey as Bytes, key) ? (pair.publicKey as Bytes) : undefined;
  }

  complete(key: Bytes): boolean {
    const proposed = this.#proposed;
    this.#proposed = undefined;
    return proposed !== undefined && this.#agree(proposed, key);
  }

  advance(): void {
    if (this.#agreed === undefined || this.#sending === this.#agreed) return;
    this.#sending.sending.erase();
    this.#sending = this.#agreed;
  }

  erase(): void {
    this.#erased = true;
    for (const epoch of [this.#sending, this.#receiving, this.#agreed]) {
      epoch?.sending.erase();
      epoch?.receiving.erase();
    }
    this.#agreed = undefined;
    this.#next.fill(0);
    this.#proposed?.fill(0);
    this.#proposed = undefined;
  }

  /** One agreement is in use in both directions before the next one begins. */
  #canRefresh(): boolean {
    if (this.#erased || this.#proposed !== undefined || this.epoch === maxEpoch) return false;
    const inUse = this.#agreed ?? this.#sending;
    return this.#sending === inUse && this.#receiving === inUse;
  }

  /** Derives the next epoch, once; `false` where the secret is zero, whoever the other is. */
  #agree(secretKey: Bytes, key: Bytes): boolean {
    const secret = nacl.scalarMult(secretKey, key) as Bytes;
    secretKey.fill(0);
    if (isZero(secret)) return false;
    const root = rootOf(secret, this.#next);
    this.#next.fill(0);
    this.#next = derive(root, 'next');
    this.#agreed = epochOf(root, this.#role, this.#sending.number + 1);
    return true;
  }
}

function fileKeyOf(chain: SealingChain, header: Bytes): FileKey | undefined {
  const key = chain.fileKey(header);
  return key && new FileKey(key);
}

function isZero(secret: Bytes): boolean {
  return equalBytes(secret, new Uint8Array(32));
}

/** The root of an epoch; the secret is overwritten. */
function rootOf(secret: Bytes, salt: Bytes): Bytes {
  const root = extract(sha256, secret, salt) as Bytes;
  secret.fill(0);
  return root;
}

function derive(root: Bytes, what: string): Bytes {
  return expand(sha256, root, utf8(`sotto/seal/1 ${what}`), 32) as Bytes;
}

/** The chains of an epoch; the root is overwritten. */
function epochOf(root: Bytes, role: Role, number: number): Epoch {
  const sending = new SealingChain(derive(root, `chain ${role}`));
  const receiving = new SealingChain(derive(root, `chain ${otherRole(role)}`));
  root.fill(0);
  return { number, sending, receiving };
}
