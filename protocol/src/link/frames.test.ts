import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex, type Bytes } from '../bytes.ts';
import { limits } from '../limits.ts';
import { fileChunkBytes, mostFileChunks } from '../transcript/manifest.ts';
import { fileRefusals } from './file-frames.ts';
import {
  decodeLinkFrame,
  encodeEnvelopeHeader,
  encodeLinkFrame,
  secretPartBytes,
  type LinkFrame,
} from './frames.ts';

const u32 = fc.nat(0xffff_ffff);
const bytes = (minLength: number, maxLength: number): fc.Arbitrary<Bytes> =>
  fc.uint8Array({ minLength, maxLength }).map((array) => Uint8Array.from(array));

const seq = fc.integer({ min: 1, max: 0xffff_ffff });

const anyFrame: fc.Arbitrary<LinkFrame> = fc.oneof(
  fc.record({ type: fc.constant('hello' as const), version: fc.nat(255), tag: bytes(32, 32) }),
  fc.record({
    type: fc.constant('envelope' as const),
    header: fc.record({
      kind: fc.nat(255),
      epoch: fc.nat(0xffff),
      seq: fc.integer({ min: 1, max: 0xffff_ffff }),
      ackSeq: u32,
      atMs: fc.maxSafeNat(),
    }),
    sealed: bytes(112, 300),
  }),
  fc.record({ type: fc.constant('ack' as const), ackSeq: u32 }),
  fc.record({ type: fc.constant('typing' as const), on: fc.boolean() }),
  fc.record({ type: fc.constant('read' as const), seq: u32 }),
  fc.record({ type: fc.constant('bye' as const) }),
  fc.record({ type: fc.constant('commit' as const), commitment: bytes(32, 32) }),
  fc.record({ type: fc.constantFrom('nonce' as const, 'reveal' as const), nonce: bytes(32, 32) }),
  fc.record({
    type: fc.constant('file-hashes' as const),
    seq,
    sealed: fc.integer({ min: 1, max: mostFileChunks }).map((chunks) => new Uint8Array(16 + 32 * chunks)),
  }),
  fc.record({
    type: fc.constant('file-chunk' as const),
    seq,
    index: fc.nat(mostFileChunks - 1),
    sealed: bytes(17, 200),
  }),
  fc.record({ type: fc.constant('file-taken' as const), seq, chunks: fc.nat(mostFileChunks) }),
  fc.record({ type: fc.constant('file-withdraw' as const), seq }),
  fc.record({ type: fc.constant('file-refuse' as const), seq, why: fc.constantFrom(...fileRefusals) }),
);

/** Bytes that look like frames more often than random ones do. */
const anyBytes = fc.oneof(
  bytes(0, 80),
  fc.tuple(fc.nat(15), bytes(0, 60)).map(([type, rest]) => Uint8Array.of(type, ...rest)),
);

describe('a link frame', () => {
  it('reads back as it was written', () => {
    fc.assert(
      fc.property(anyFrame, (frame) => {
        expect(decodeLinkFrame(encodeLinkFrame(frame))).toEqual({ ok: true, value: frame });
      }),
    );
  });

  it('has one encoding: whatever bytes are read as a frame are the bytes of that frame', () => {
    fc.assert(
      fc.property(anyBytes, (some) => {
        const read = decodeLinkFrame(some);
        if (read.ok) expect(encodeLinkFrame(read.value)).toEqual(some);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is refused with a byte more or a byte less, but for sealed ones of any length', () => {
    fc.assert(
      fc.property(anyFrame, (frame) => {
        const encoded = encodeLinkFrame(frame);
        if (frame.type === 'envelope' || frame.type === 'file-chunk') return;
        expect(decodeLinkFrame(Uint8Array.of(...encoded, 0)).ok).toBe(false);
        expect(decodeLinkFrame(encoded.slice(0, -1)).ok).toBe(false);
      }),
    );
  });

  it.each<[LinkFrame, string]>([
    [{ type: 'hello', version: 1, tag: new Uint8Array(32).fill(0xab) }, `0101${'ab'.repeat(32)}`],
    [
      {
        type: 'envelope',
        header: { kind: 1, epoch: 0x090a, seq: 0x01020304, ackSeq: 0x05060708, atMs: 1_790_000_000_123 },
        sealed: new Uint8Array(112).fill(0xcd),
      },
      `0201090a0102030405060708000001a0c4506c7b${'cd'.repeat(112)}`,
    ],
    [{ type: 'ack', ackSeq: 258 }, '0300000102'],
    [{ type: 'typing', on: true }, '0401'],
    [{ type: 'typing', on: false }, '0400'],
    [{ type: 'read', seq: 0xffff_ffff }, '05ffffffff'],
    [{ type: 'bye' }, '06'],
    [{ type: 'commit', commitment: new Uint8Array(32).fill(0xab) }, `07${'ab'.repeat(32)}`],
    [{ type: 'nonce', nonce: new Uint8Array(32).fill(0xcd) }, `08${'cd'.repeat(32)}`],
    [{ type: 'reveal', nonce: new Uint8Array(32).fill(0xef) }, `09${'ef'.repeat(32)}`],
    [{ type: 'file-hashes', seq: 258, sealed: new Uint8Array(48).fill(1) }, `0a00000102${'01'.repeat(48)}`],
    [
      { type: 'file-chunk', seq: 1, index: 3, sealed: new Uint8Array(17) },
      `0b0000000100000003${'00'.repeat(17)}`,
    ],
    [{ type: 'file-taken', seq: 1, chunks: 640 }, '0c0000000100000280'],
    [{ type: 'file-withdraw', seq: 9 }, '0d00000009'],
    [{ type: 'file-refuse', seq: 9, why: 'failed' }, '0e0000000902'],
  ])('%j has its golden bytes', (frame, golden) => {
    expect(toHex(encodeLinkFrame(frame))).toBe(golden);
  });

  it.each([
    ['nothing at all', '', 'malformed'],
    ['type 0', '00', 'unknown-type'],
    ['a type of a later version', '0f', 'unknown-type'],
    ['a part of a file without a number', '0a', 'malformed'],
    ['a part of the file of message 0', '0d00000000', 'malformed'],
    ['half a hash', `0a00000001${'00'.repeat(16 + 16)}`, 'malformed'],
    ['hashes of more chunks than there can be', `0a00000001${'00'.repeat(16 + 32 * 641)}`, 'malformed'],
    ['a chunk without a byte', `0b0000000100000000${'00'.repeat(16)}`, 'malformed'],
    ['a chunk that is too long', `0b0000000100000000${'00'.repeat(16 + 16_385)}`, 'malformed'],
    ['a chunk beyond the largest file', `0b0000000100000280${'00'.repeat(17)}`, 'malformed'],
    ['more chunks taken than there can be', '0c0000000100000281', 'malformed'],
    ['a refusal for no known reason', '0e0000000104', 'malformed'],
    ['typing that is neither on nor off', '0402', 'malformed'],
    [
      'an envelope without room for tag, salt and signature',
      `0201${'00'.repeat(5)}01${'00'.repeat(12)}${'00'.repeat(111)}`,
      'malformed',
    ],
    ['an envelope numbered 0', `0201${'00'.repeat(18)}${'00'.repeat(112)}`, 'malformed'],
    ['a time beyond 2^53', `020100000000000100000000ffffffffffffffff${'00'.repeat(112)}`, 'malformed'],
  ])('is refused: %s', (_what, hex, error) => {
    const given = Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
    expect(decodeLinkFrame(given)).toEqual({ ok: false, error });
  });

  it('is refused by its size before anything else', () => {
    const huge = new Uint8Array(limits.maxLinkFrameBytes + 1);
    expect(decodeLinkFrame(huge)).toEqual({ ok: false, error: 'too-big' });
  });

  it('holds the largest chat message', () => {
    expect(
      encodeEnvelopeHeader({ kind: 1, epoch: 0, seq: 1, ackSeq: 0, atMs: 0 }).length +
        secretPartBytes +
        16 +
        limits.maxTextBytes,
    ).toBeLessThan(limits.maxLinkFrameBytes);
  });

  it('cannot be written where it would not be read', () => {
    const header = { kind: 1, epoch: 0, seq: 1, ackSeq: 0, atMs: 0 };
    const most = limits.maxLinkFrameBytes - 20;
    const envelope = (sealedBytes: number, seq = 1): LinkFrame => ({
      type: 'envelope',
      header: { ...header, seq },
      sealed: new Uint8Array(sealedBytes),
    });
    for (const wrong of [envelope(111), envelope(most + 1), envelope(112, 0)])
      expect(() => encodeLinkFrame(wrong)).toThrow(RangeError);
    for (const right of [envelope(112), envelope(most)])
      expect(decodeLinkFrame(encodeLinkFrame(right))).toEqual({ ok: true, value: right });
  });

  it('carries a chunk and the hashes of the largest file, and no more', () => {
    const chunk = (sealedBytes: number): LinkFrame => ({
      type: 'file-chunk',
      seq: 1,
      index: 0,
      sealed: new Uint8Array(sealedBytes),
    });
    const hashes = (count: number): LinkFrame => ({
      type: 'file-hashes',
      seq: 1,
      sealed: new Uint8Array(16 + 32 * count),
    });
    for (const right of [chunk(fileChunkBytes + 16), hashes(mostFileChunks)])
      expect(decodeLinkFrame(encodeLinkFrame(right))).toEqual({ ok: true, value: right });
    for (const wrong of [chunk(fileChunkBytes + 17), chunk(16), hashes(mostFileChunks + 1), hashes(0)])
      expect(() => encodeLinkFrame(wrong)).toThrow(RangeError);
  });

  it('cannot be written with a number that does not fit', () => {
    expect(() => encodeLinkFrame({ type: 'file-withdraw', seq: 0 })).toThrow(RangeError);
    expect(() => encodeLinkFrame({ type: 'file-taken', seq: 1, chunks: 641 })).toThrow(RangeError);
    expect(() => encodeLinkFrame({ type: 'ack', ackSeq: -1 })).toThrow(RangeError);
    expect(() => encodeLinkFrame({ type: 'ack', ackSeq: 2 ** 32 })).toThrow(RangeError);
  });

  it('cannot be written with a field of bytes of another width', () => {
    const short = new Uint8Array(31);
    expect(() => encodeLinkFrame({ type: 'hello', version: 1, tag: short })).toThrow(RangeError);
    expect(() => encodeLinkFrame({ type: 'commit', commitment: short })).toThrow(RangeError);
    expect(() => encodeLinkFrame({ type: 'nonce', nonce: short })).toThrow(RangeError);
    expect(() => encodeLinkFrame({ type: 'reveal', nonce: short })).toThrow(RangeError);
  });
});
