import fc from 'fast-check';
import type { Bytes } from '../bytes.ts';
import type { ReportDraft, ReportedEnvelope } from '../report/bundle.ts';
import { reportReasons } from '../report/reasons.ts';
import { fileTypes, type Manifest } from '../transcript/manifest.ts';
import type { Statement } from '../transcript/statement.ts';
import { roles } from '../wire/card.ts';

/** Values of the formats for property tests: all that fits widths and limits, whether or not it makes sense. */

export const anyBytes = (minLength: number, maxLength = minLength): fc.Arbitrary<Bytes> =>
  fc.uint8Array({ minLength, maxLength }).map((array) => Uint8Array.from(array));

/** Any characters that UTF-8 has bytes for. */
export const anyText = (minLength: number, maxLength: number): fc.Arbitrary<string> => {
  const point = fc.oneof(fc.nat(0x7f), fc.nat(0xd7ff), fc.integer({ min: 0xe000, max: 0x10_ffff }));
  return fc.array(point, { minLength, maxLength }).map((points) => String.fromCodePoint(...points));
};

export const anyRole = fc.constantFrom(...roles);
export const anyU32 = fc.oneof(fc.nat(0xffff_ffff), fc.nat(3), fc.constant(0xffff_ffff));

export const anyStatement: fc.Arbitrary<Statement> = fc.record({
  role: anyRole,
  seq: anyU32,
  prev: anyBytes(32),
  ackSeq: anyU32,
  ackHead: anyBytes(32),
  atMs: fc.maxSafeNat(),
  kind: fc.nat(255),
  commitment: anyBytes(32),
});

export const anyManifest: fc.Arbitrary<Manifest> = fc.record({
  type: fc.constantFrom(...fileTypes),
  bytes: fc.integer({ min: 1, max: 10 * 1_024 * 1_024 }),
  sha256: anyBytes(32),
  chunkRoot: anyBytes(32),
});

const anyReported: fc.Arbitrary<ReportedEnvelope> = fc.record(
  {
    statement: anyStatement,
    signature: anyBytes(64),
    opened: fc.record({ salt: anyBytes(32), body: anyBytes(0, 60) }),
  },
  { requiredKeys: ['statement', 'signature'] },
);

const anyChain = fc.array(anyReported, { maxLength: 4 });

export const anyDraft: fc.Arbitrary<ReportDraft> = fc.record({
  reporter: anyRole,
  reason: fc.constantFrom(...reportReasons),
  comment: anyText(0, 60),
  ticket: anyBytes(0, 512),
  chains: fc.record({ initiator: anyChain, answerer: anyChain }),
  files: fc.array(fc.record({ role: anyRole, seq: anyU32, bytes: anyBytes(0, 40) }), { maxLength: 8 }),
});
