import { concatBytes, fromBase64Url, utf8, type Bytes } from '../../bytes.ts';
import { transcriptHash, type TranscriptInput } from '../../crypto/binding.ts';
import { createMatchKeys, type CheckedCard, type MatchKeys } from '../../crypto/keys.ts';
import { signMessage } from '../../crypto/signatures.ts';
import { contentKinds, encodeContent, type Content } from '../../transcript/content.ts';
import { encodeEnvelope } from '../../transcript/envelope.ts';
import { chunkHashes, chunkRoot, encodeManifest, manifestOf } from '../../transcript/manifest.ts';
import { encodeSecretPart } from '../../transcript/secret-part.ts';
import { commitmentOf, encodeStatement, headOf, noHead, type Statement } from '../../transcript/statement.ts';
import type { Role } from '../../wire/card.ts';
import { toBase64Url } from '../../bytes.ts';
import { seededBytes } from '../seeded-bytes.ts';

/** The match that most vectors are of, with all its secrets. */
export interface VectorMatch extends TranscriptInput {
  readonly keys: Readonly<Record<Role, MatchKeys>>;
  readonly tx: Bytes;
}

export function vectorMatch(seed: string, iat = 1_790_000_000_000): VectorMatch {
  const random = seededBytes(`sotto/vectors/match/${seed}`);
  const keys = { initiator: createMatchKeys(random), answerer: createMatchKeys(random) };
  const card = ({ sign, seal }: MatchKeys): CheckedCard => ({
    sign: sign.publicKey,
    seal: seal.publicKey,
    fingerprint: random(32),
  });
  const input = {
    matchId: toBase64Url(random(16)),
    initiator: card(keys.initiator),
    answerer: card(keys.answerer),
    iat,
  };
  return { ...input, keys, tx: transcriptHash(input) };
}

/** A match without its secrets, as it is written into a vector. */
export function inputOf({ matchId, initiator, answerer, iat }: TranscriptInput) {
  return { matchId: fromBase64Url(matchId), initiator, answerer, iat };
}

export function transcriptHashVectors() {
  return [0, 1, 1_790_000_000_000, Number.MAX_SAFE_INTEGER].map((iat, i) => {
    const match = vectorMatch(`transcript ${i}`, iat);
    return { ...inputOf(match), tx: match.tx };
  });
}

/** A chain of one side, each message with everything from its content to its head. */
export function statementVectors() {
  const match = vectorMatch('statements');
  const random = seededBytes('sotto/vectors/statements');
  const contents: Content[] = [
    { type: 'text', text: 'hello' },
    { type: 'text', text: 'zażółć gęślą jaźń 🦊' },
    { type: 'refresh', key: createMatchKeys(random).seal.publicKey },
    { type: 'file', manifest: manifestOf('image/webp', random(20_000)) },
  ];
  let prev = noHead;
  const messages = contents.map((content, i) => {
    const salt = random(32);
    const body = encodeContent(content);
    const statement: Statement = {
      role: 'answerer',
      seq: i + 1,
      prev,
      ackSeq: i,
      ackHead: i === 0 ? noHead : random(32),
      atMs: match.iat + i * 1_001,
      kind: contentKinds[content.type],
      commitment: commitmentOf(salt, body),
    };
    const signed = encodeStatement(match.tx, statement);
    const signature = signMessage(match.keys.answerer.sign.secretKey, signed);
    prev = headOf(signed);
    const envelope = encodeEnvelope({ statement, signature });
    const secretPart = encodeSecretPart({ salt, signature, body });
    return { statement, salt, body, signed, signature, head: prev, envelope, secretPart };
  });
  return [{ match: inputOf(match), tx: match.tx, secretKey: match.keys.answerer.sign.secretKey, messages }];
}

export function manifestVectors() {
  const random = seededBytes('sotto/vectors/manifests');
  const files = [
    ['image/jpeg', random(1)],
    ['image/png', utf8('not really a picture')],
    ['image/webp', random(16_384)],
    ['image/gif', random(16_385)],
    ['image/png', concatBytes(random(16_384), random(16_384), random(5))],
  ] as const;
  return files.map(([type, file]) => {
    const manifest = manifestOf(type, file);
    const hashes = chunkHashes(file);
    return {
      type,
      file,
      chunkHashes: hashes,
      chunkRoot: chunkRoot(hashes),
      encoded: encodeManifest(manifest),
    };
  });
}
