import { checkedLength, checkedUint, concatBytes, type Bytes } from '../bytes.ts';
import { sealingOverheadBytes } from '../crypto/sealing-chain.ts';
import { signatureBytes } from '../crypto/signatures.ts';
import { saltBytes } from '../transcript/statement.ts';
import { limits } from '../limits.ts';
import { fail, ok, type Result } from '../result.ts';
import { decodeFileFrame, encodeFileFrame, fileFrameTypes, type FileFrame } from './file-frames.ts';

/**
 * Frames on the data channel between two browsers. Binary, big-endian, fixed widths; byte 0 is the type:
 *
 *     01 hello     version u8, confirmation tag 32
 *     02 envelope  kind u8, epoch u16, seq u32, ackSeq u32, time u64 (ms since the epoch), sealed part
 *     03 ack       ackSeq u32
 *     04 typing    00 or 01
 *     05 read      seq u32
 *     06 bye
 *     07 commit    commitment 32
 *     08 nonce     nonce 32
 *     09 reveal    nonce 32
 *     0a to 0e     parts of a file, see `file-frames.ts`
 *
 * One frame has one encoding: trailing bytes and other values are refused. A hello is the first frame of each
 * channel; its version decides how all that follows is read. Commit, nonce and reveal are for the safety code; their order
 * is in `safety-exchange.ts`.
 */
export type LinkFrame =
  | { readonly type: 'hello'; readonly version: number; readonly tag: Bytes }
  | { readonly type: 'envelope'; readonly header: EnvelopeHeader; readonly sealed: Bytes }
  /** The sender has all envelopes up to this one. */
  | { readonly type: 'ack'; readonly ackSeq: number }
  | { readonly type: 'typing'; readonly on: boolean }
  /** All envelopes up to this one have been on screen. */
  | { readonly type: 'read'; readonly seq: number }
  /** The sender ends the match. */
  | { readonly type: 'bye' }
  /** Binds the initiator to its nonce. */
  | { readonly type: 'commit'; readonly commitment: Bytes }
  /** The answerer's nonce. */
  | { readonly type: 'nonce'; readonly nonce: Bytes }
  /** The initiator's nonce. */
  | { readonly type: 'reveal'; readonly nonce: Bytes }
  | FileFrame;

export interface EnvelopeHeader {
  /** What the body is; see `transcript/content.ts`. */
  readonly kind: number;
  /** Of the keys under which it is sealed. */
  readonly epoch: number;
  /** 1 for the first envelope of a sender in a match, then counting up. */
  readonly seq: number;
  /** The last envelope received when this one was sealed, 0 for none. */
  readonly ackSeq: number;
  /** When it was sealed, by the sender's clock: milliseconds since the epoch. */
  readonly atMs: number;
}

/** Bytes of salt and signature, which are sealed together with the body: see `transcript/secret-part.ts`. */
export const secretPartBytes = saltBytes + signatureBytes;

/** Bytes of an encoded header, with the type byte. */
export const envelopeHeaderBytes = 20;

export type LinkFrameRefusal = 'too-big' | 'unknown-type' | 'malformed';

const types = {
  hello: 1,
  envelope: 2,
  ack: 3,
  typing: 4,
  read: 5,
  bye: 6,
  commit: 7,
  nonce: 8,
  reveal: 9,
} as const;
const fileTypes: ReadonlySet<number> = new Set(Object.values(fileFrameTypes));

/**
 * The bytes of a frame. @throws RangeError where a number or a field of bytes does not fit its width, or what is sealed is
 * shorter than all that is or too long for a frame.
 */
export function encodeLinkFrame(frame: LinkFrame): Bytes {
  switch (frame.type) {
    case 'hello':
      return concatBytes(Uint8Array.of(types.hello, checkedUint(frame.version, 0xff)), checked32(frame.tag));
    case 'envelope':
      if (!isSealedLength(frame.sealed.length)) throw new RangeError('nothing sealed has so many bytes');
      return concatBytes(encodeEnvelopeHeader(frame.header), frame.sealed);
    case 'ack':
      return typeAndU32(types.ack, frame.ackSeq);
    case 'typing':
      return Uint8Array.of(types.typing, frame.on ? 1 : 0);
    case 'read':
      return typeAndU32(types.read, frame.seq);
    case 'bye':
      return Uint8Array.of(types.bye);
    case 'commit':
      return concatBytes(Uint8Array.of(types.commit), checked32(frame.commitment));
    case 'nonce':
    case 'reveal':
      return concatBytes(Uint8Array.of(types[frame.type]), checked32(frame.nonce));
    default:
      return encodeFileFrame(frame);
  }
}

/**
 * The first {@link envelopeHeaderBytes} of an envelope's frame: what its sealed body is bound to.
 * @throws RangeError where a number does not fit its width, or `seq` is 0.
 */
export function encodeEnvelopeHeader({ kind, epoch, seq, ackSeq, atMs }: EnvelopeHeader): Bytes {
  const bytes = new Uint8Array(envelopeHeaderBytes);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, types.envelope);
  view.setUint8(1, checkedUint(kind, 0xff));
  view.setUint16(2, checkedUint(epoch, 0xffff));
  if (seq === 0) throw new RangeError('envelopes are numbered from 1');
  view.setUint32(4, checkedUint(seq, 0xffff_ffff));
  view.setUint32(8, checkedUint(ackSeq, 0xffff_ffff));
  view.setBigUint64(12, BigInt(checkedUint(atMs, Number.MAX_SAFE_INTEGER)));
  return bytes;
}

/** Reads a frame: size first, then the type, then just the bytes that the type has. Never throws. */
export function decodeLinkFrame(bytes: Bytes): Result<LinkFrame, LinkFrameRefusal> {
  if (bytes.length > limits.maxLinkFrameBytes) return fail('too-big');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (bytes[0]) {
    case types.hello:
      if (bytes.length !== 34) return fail('malformed');
      return ok({ type: 'hello', version: view.getUint8(1), tag: bytes.slice(2) });
    case types.envelope:
      return decodeEnvelope(bytes, view);
    case types.ack:
      return bytes.length === 5 ? ok({ type: 'ack', ackSeq: view.getUint32(1) }) : fail('malformed');
    case types.typing:
      if (bytes.length !== 2 || view.getUint8(1) > 1) return fail('malformed');
      return ok({ type: 'typing', on: view.getUint8(1) === 1 });
    case types.read:
      return bytes.length === 5 ? ok({ type: 'read', seq: view.getUint32(1) }) : fail('malformed');
    case types.bye:
      return bytes.length === 1 ? ok({ type: 'bye' }) : fail('malformed');
    case types.commit:
      return bytes.length === 33 ? ok({ type: 'commit', commitment: bytes.slice(1) }) : fail('malformed');
    case types.nonce:
      return bytes.length === 33 ? ok({ type: 'nonce', nonce: bytes.slice(1) }) : fail('malformed');
    case types.reveal:
      return bytes.length === 33 ? ok({ type: 'reveal', nonce: bytes.slice(1) }) : fail('malformed');
    case undefined:
      return fail('malformed');
    default:
      return fileTypes.has(bytes[0]) ? decodeFileFrame(bytes) : fail('unknown-type');
  }
}

function decodeEnvelope(bytes: Bytes, view: DataView): Result<LinkFrame, LinkFrameRefusal> {
  if (!isSealedLength(bytes.length - envelopeHeaderBytes)) return fail('malformed');
  const atMs = view.getBigUint64(12);
  if (atMs > BigInt(Number.MAX_SAFE_INTEGER)) return fail('malformed');
  const header = {
    kind: view.getUint8(1),
    epoch: view.getUint16(2),
    seq: view.getUint32(4),
    ackSeq: view.getUint32(8),
    atMs: Number(atMs),
  };
  if (header.seq === 0) return fail('malformed');
  return ok({ type: 'envelope', header, sealed: bytes.slice(envelopeHeaderBytes) });
}

function typeAndU32(type: number, value: number): Bytes {
  const bytes = new Uint8Array(5);
  bytes[0] = type;
  new DataView(bytes.buffer).setUint32(1, checkedUint(value, 0xffff_ffff));
  return bytes;
}

function isSealedLength(bytes: number): boolean {
  const most = limits.maxLinkFrameBytes - envelopeHeaderBytes;
  return bytes >= sealingOverheadBytes + secretPartBytes && bytes <= most;
}

function checked32(bytes: Bytes): Bytes {
  return checkedLength(bytes, 32, 'tags, commitments and nonces');
}
