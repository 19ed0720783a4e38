import {
  concatBytes,
  contentKinds,
  createSealing,
  decodeSecretPart,
  encodeEnvelopeHeader,
  encodeSecretPart,
  saltBytes,
  Transcript,
  type Bytes,
  type Content,
  type EnvelopeHeader,
  type MatchKeys,
  type RandomBytes,
  type Role,
  type Sealing,
  type SignatureVerifier,
  type Signer,
  type Unsigned,
} from '@sotto/protocol';
import type { Opened, Said, Sealed } from './said.ts';
import type { MatchCards } from './match-secrets.ts';

/** Ed25519 as the platform does it. */
export interface Signatures {
  /** Takes the key over. */
  readonly createSigner: (secretKey: Bytes) => Promise<Signer>;
  readonly signatureVerifier: (publicKey: Bytes) => Promise<SignatureVerifier>;
}

export interface SealedTranscriptParts {
  readonly role: Role;
  readonly cards: MatchCards;
  /** Taken over: the signing key at once, the sealing key with the first need. */
  readonly keys: MatchKeys;
  readonly signatures: Signatures;
  readonly randomBytes: RandomBytes;
}

/**
 * Everything that happens to a message between the chat and the link: written into the transcript, signed and sealed on
 * the way out; opened, verified and added to it on the way in. Nothing is shown that was not verified, and
 * everything that is shown can be reported.
 */
export class SealedTranscript {
  readonly transcript: Transcript;
  readonly signer: Promise<Signer>;
  readonly #parts: SealedTranscriptParts;
  readonly #verifier: Promise<SignatureVerifier>;
  #sealing: Sealing | undefined;
  #erased = false;
  /** The answer to the partner's half of a fresh key agreement, until it is sealed. */
  #answer: Bytes | undefined;
  /** Messages are sealed in the order in which they were written, whenever their signatures come. */
  #sealed: Promise<unknown> = Promise.resolve();

  constructor(parts: SealedTranscriptParts) {
    const { role, cards, keys, signatures } = parts;
    this.#parts = parts;
    this.transcript = new Transcript(role, cards.tx, cards.time);
    this.signer = signatures.createSigner(keys.sign.secretKey);
    this.#verifier = signatures.signatureVerifier(cards.peer.sign);
  }

  /**
   * The keys of the match, derived at first need; a few milliseconds of arithmetic. `undefined` where the partner's key
   * yields none, and after {@link erase}.
   */
  sealing(): Sealing | undefined {
    if (this.#sealing !== undefined || this.#erased) return this.#sealing;
    const { role, cards, keys } = this.#parts;
    const derived = createSealing(role, keys, cards.peer, cards.tx);
    keys.seal.secretKey.fill(0);
    if (derived.ok) this.#sealing = derived.value;
    return this.#sealing;
  }

  /**
   * The next own message as it goes out. It takes its place in the transcript at once and its bytes when it is signed.
   * `undefined` where there are no keys any more.
   */
  seal(said: Said, atMs: number): Promise<Sealed | undefined> {
    const sealing = this.sealing();
    const content = sealing && this.#contentOf(said, sealing);
    if (content === undefined) return Promise.resolve(undefined);
    const unsigned = this.transcript.write(content, atMs, this.#parts.randomBytes(saltBytes));
    const signature = this.signer.then((signer) => signer.sign(unsigned.signed));
    const sealed = Promise.all([signature, this.#sealed]).then(([bytes]) =>
      this.#sealSigned(unsigned, bytes),
    );
    this.#sealed = sealed;
    return sealed;
  }

  /**
   * The partner's next message, opened and verified; `undefined` where anything about it is wrong, or the keys are gone.
   */
  async open(header: EnvelopeHeader, sealed: Bytes): Promise<Opened | undefined> {
    const sealing = this.sealing();
    const bound = encodeEnvelopeHeader(header);
    const isFile = header.kind === contentKinds.file;
    const fileKey = isFile ? sealing?.receivingFileKey(header.epoch, bound) : undefined;
    const opened = sealing?.open(header.epoch, bound, sealed);
    const part = opened && decodeSecretPart(opened);
    if (part === undefined) return undefined;
    const { kind, seq, ackSeq, atMs } = header;
    const read = this.transcript.read({ kind, seq, ackSeq, atMs }, part.salt, part.body);
    if (!read.ok) return undefined;
    const { signed, entry, content } = read.value;
    if (!(await (await this.#verifier)(signed, part.signature)) || this.#erased) return undefined;
    if (content.type === 'refresh' && !this.#refresh(content.key)) return undefined;
    this.transcript.add({ ...entry, signature: part.signature });
    return { content, ...(fileKey && { fileKey }) };
  }

  /** Overwrites the keys that seal. Transcript and signing key stay, for a report. */
  erase(): void {
    this.#erased = true;
    this.#sealing?.erase();
    this.#sealing = undefined;
    this.#parts.keys.seal.secretKey.fill(0);
    this.#answer = undefined;
  }

  #contentOf(said: Said, sealing: Sealing): Content | undefined {
    if (said.type === 'text') return said;
    if (said.type === 'file') return { type: 'file', manifest: said.manifest };
    const key = this.#answer ?? sealing.propose(this.#parts.randomBytes);
    return key && { type: 'refresh', key };
  }

  #sealSigned({ entry }: Unsigned, signature: Bytes): Sealed | undefined {
    const sealing = this.#sealing;
    if (sealing === undefined) return undefined;
    const { kind, seq, ackSeq, atMs } = entry.statement;
    const complete = { ...entry, signature };
    this.transcript.add(complete);
    const header = encodeEnvelopeHeader({ kind, epoch: sealing.epoch, seq, ackSeq, atMs });
    const fileKey = kind === contentKinds.file ? sealing.sendingFileKey(header) : undefined;
    const frame = concatBytes(header, sealing.seal(header, encodeSecretPart(complete)));
    if (this.#answer !== undefined && kind === contentKinds.refresh) {
      this.#answer = undefined;
      sealing.advance();
    }
    return { envelope: { seq, ackSeq, frame }, ...(fileKey && { fileKey }) };
  }

  /** The partner's half of a fresh agreement: the initiator's asks for an answer, the answerer's is one. */
  #refresh(key: Bytes): boolean {
    const sealing = this.sealing();
    if (sealing === undefined) return false;
    if (this.#parts.role === 'initiator') {
      if (!sealing.complete(key)) return false;
      sealing.advance();
      return true;
    }
    this.#answer = sealing.accept(key, this.#parts.randomBytes);
    return this.#answer !== undefined;
  }
}
