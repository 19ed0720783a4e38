import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMatchKeys } from '../crypto/keys.ts';
import { systemRandomBytes } from '../crypto/random.ts';
import { limits } from '../limits.ts';
import { anyBytes, anyManifest, anyStatement, anyText } from '../testing/arbitraries.ts';
import { contentKinds, decodeContent, encodeContent, type Content } from './content.ts';
import { decodeEnvelope, encodeEnvelope, envelopeBytes } from './envelope.ts';
import { decodeManifest, encodeManifest, manifestBytes } from './manifest.ts';
import { decodeSecretPart, encodeSecretPart } from './secret-part.ts';
import {
  commitmentOf,
  decodeStatementPart,
  encodeStatement,
  encodeStatementPart,
  statementBytes,
  statementPartBytes,
  type Statement,
} from './statement.ts';

const tx = new Uint8Array(32);
const statement: Statement = {
  role: 'initiator',
  seq: 1,
  prev: tx,
  ackSeq: 0,
  ackHead: tx,
  atMs: 1,
  kind: 1,
  commitment: tx,
};

describe('a statement', () => {
  it('reads back as it was written, in its width', () => {
    fc.assert(
      fc.property(anyStatement, (written) => {
        const part = encodeStatementPart(written);
        expect(part).toHaveLength(statementPartBytes);
        expect(decodeStatementPart(part)).toEqual(written);
        expect(encodeStatement(tx, written)).toHaveLength(statementBytes);
      }),
    );
  });

  it('has one encoding: whatever bytes are read as one are the bytes of that one', () => {
    fc.assert(
      fc.property(anyBytes(statementPartBytes), fc.nat(1), (bytes, role) => {
        bytes[0] = role;
        bytes.fill(0, 73, 75);
        const read = decodeStatementPart(bytes);
        expect(read).toBeDefined();
        if (read !== undefined) expect(encodeStatementPart(read)).toEqual(bytes);
      }),
    );
  });

  const short = new Uint8Array(31);
  it.each<[string, object]>([
    ['an unknown role', { role: 'nobody' }],
    ['a number below 0', { seq: -1 }],
    ['a number over 32 bits', { ackSeq: 2 ** 32 }],
    ['half a number', { seq: 1.5 }],
    ['a kind over 8 bits', { kind: 256 }],
    ['a kind below 0', { kind: -1 }],
    ['a time below 0', { atMs: -1 }],
    ['a time beyond 2^53', { atMs: 2 ** 53 }],
    ['no time', { atMs: Number.NaN }],
    ['a short hash before it', { prev: short }],
    ['a short acknowledged hash', { ackHead: short }],
    ['a short commitment', { commitment: short }],
  ])('is not written with %s', (_what, wrong) => {
    expect(() => encodeStatement(tx, { ...statement, ...wrong })).toThrow(RangeError);
  });

  it('is not written for a transcript hash of another width', () => {
    expect(() => encodeStatement(short, statement)).toThrow(RangeError);
  });
});

describe('an envelope', () => {
  it('reads back as it was written, in its width', () => {
    fc.assert(
      fc.property(anyStatement, anyBytes(64), (of, signature) => {
        const bytes = encodeEnvelope({ statement: of, signature });
        expect(bytes).toHaveLength(envelopeBytes);
        expect(decodeEnvelope(bytes)).toEqual({ statement: of, signature });
        expect(decodeEnvelope(bytes.slice(1))).toBeUndefined();
      }),
    );
  });
});

describe('a manifest', () => {
  it('reads back as it was written, in its width', () => {
    fc.assert(
      fc.property(anyManifest, (written) => {
        const bytes = encodeManifest(written);
        expect(bytes).toHaveLength(manifestBytes);
        expect(decodeManifest(bytes)).toEqual(written);
      }),
    );
  });

  const manifest = { type: 'image/png', bytes: 5, sha256: tx, chunkRoot: tx } as const;
  it.each<[string, object]>([
    ['a type that is none', { type: 'text/html' }],
    ['no length', { bytes: 0 }],
    ['a length over the limit', { bytes: limits.maxFileBytes + 1 }],
    ['a short hash', { sha256: new Uint8Array(31) }],
  ])('is not written with %s', (_what, wrong) => {
    expect(() => encodeManifest({ ...manifest, ...wrong })).toThrow(RangeError);
  });
});

describe('a secret part', () => {
  it('reads back as it was written', () => {
    fc.assert(
      fc.property(anyBytes(32), anyBytes(64), anyBytes(0, 100), (salt, signature, body) => {
        expect(decodeSecretPart(encodeSecretPart({ salt, signature, body }))).toEqual({
          salt,
          signature,
          body,
        });
      }),
    );
  });
});

describe('a content', () => {
  const anyContent: fc.Arbitrary<Content> = fc.oneof(
    fc.record({
      type: fc.constant('text' as const),
      text: anyText(1, 80),
    }),
    fc.record({ type: fc.constant('file' as const), manifest: anyManifest }),
    fc.record({
      type: fc.constant('refresh' as const),
      key: fc.constant(createMatchKeys(systemRandomBytes).seal.publicKey),
    }),
  );

  it('reads back as it was written', () => {
    fc.assert(
      fc.property(anyContent, (content) => {
        expect(decodeContent(contentKinds[content.type], encodeContent(content))).toEqual(content);
      }),
    );
  });

  it.each<[string, Content]>([
    ['no text', { type: 'text', text: '' }],
    ['a text over the limit', { type: 'text', text: 'é'.repeat(limits.maxTextBytes / 2 + 1) }],
    ['a key of small order', { type: 'refresh', key: new Uint8Array(32) }],
    ['a key of another width', { type: 'refresh', key: new Uint8Array(31) }],
  ])('is not written with %s', (_what, content) => {
    expect(() => encodeContent(content)).toThrow(RangeError);
  });
});

describe('a commitment', () => {
  it('takes salts of one width only: others could be read as part of another body', () => {
    expect(() => commitmentOf(new Uint8Array(31), tx)).toThrow(RangeError);
  });
});
