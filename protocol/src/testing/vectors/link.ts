import { toBase64Url } from '../../bytes.ts';
import { possessionMessage } from '../../crypto/possession.ts';
import { safetyCode, safetyCommitment } from '../../crypto/safety-code.ts';
import { signMessage } from '../../crypto/signatures.ts';
import { fileRefusals } from '../../link/file-frames.ts';
import { encodeLinkFrame, type LinkFrame } from '../../link/frames.ts';
import { seededBytes } from '../seeded-bytes.ts';
import { vectorMatch } from './transcript.ts';

export function linkFrameVectors() {
  const random = seededBytes('sotto/vectors/frames');
  const header = { kind: 1, epoch: 0, seq: 1, ackSeq: 0, atMs: 1_790_000_000_000 };
  const frames: LinkFrame[] = [
    { type: 'hello', version: 1, tag: random(32) },
    { type: 'envelope', header, sealed: random(112) },
    {
      type: 'envelope',
      header: {
        kind: 3,
        epoch: 65_535,
        seq: 0xffff_ffff,
        ackSeq: 0xffff_fffe,
        atMs: Number.MAX_SAFE_INTEGER,
      },
      sealed: random(150),
    },
    { type: 'ack', ackSeq: 7 },
    { type: 'typing', on: true },
    { type: 'typing', on: false },
    { type: 'read', seq: 0x0102_0304 },
    { type: 'bye' },
    { type: 'commit', commitment: random(32) },
    { type: 'nonce', nonce: random(32) },
    { type: 'reveal', nonce: random(32) },
    { type: 'file-hashes', seq: 2, sealed: random(16 + 32) },
    { type: 'file-chunk', seq: 2, index: 0x0102, sealed: random(17) },
    { type: 'file-taken', seq: 2, chunks: 640 },
    { type: 'file-withdraw', seq: 0xffff_ffff },
    ...fileRefusals.map((why) => ({ type: 'file-refuse' as const, seq: 2, why })),
  ];
  return frames.map((frame) => ({ frame, encoded: encodeLinkFrame(frame) }));
}

export function possessionVectors() {
  const match = vectorMatch('possession');
  const random = seededBytes('sotto/vectors/possession');
  return (['initiator', 'answerer'] as const).map((role) => {
    const ticket = random(16);
    const signed = possessionMessage(toBase64Url(ticket), match[role]);
    const { secretKey } = match.keys[role].sign;
    return { ticket, card: match[role], secretKey, signed, proof: signMessage(secretKey, signed) };
  });
}

export function safetyCodeVectors() {
  const random = seededBytes('sotto/vectors/safety');
  return [1, 2, 3].map((number) => {
    const { tx } = vectorMatch(`safety ${number}`);
    const nonces = { initiator: random(32), answerer: random(32) };
    const commitment = safetyCommitment(tx, nonces.initiator);
    return { tx, nonces, commitment, code: safetyCode(tx, nonces).map(({ name }) => name) };
  });
}
