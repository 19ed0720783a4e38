import { checkedUint, concatBytes, type Bytes } from '../bytes.ts';
import { sealingOverheadBytes } from '../crypto/sealing-chain.ts';
import { fail, ok, type Result } from '../result.ts';
import { fileChunkBytes, mostFileChunks } from '../transcript/manifest.ts';

/**
 * Frames that carry a file, whose manifest is a message of its own. `seq` is the number of that message, among those
 * of the file's sender. Binary, big-endian:
 *
 *     0a file-hashes    seq u32, sealed hashes of all chunks
 *     0b file-chunk     seq u32, index u32, sealed chunk
 *     0c file-taken     seq u32, chunks u32
 *     0d file-withdraw  seq u32
 *     0e file-refuse    seq u32, why u8
 *
 * The first, second and fourth come from the file's sender, the others from its receiver.
 */
export type FileFrame =
  | { readonly type: 'file-hashes'; readonly seq: number; readonly sealed: Bytes }
  | { readonly type: 'file-chunk'; readonly seq: number; readonly index: number; readonly sealed: Bytes }
  /** The receiver has the hashes and so many chunks, from the first on, all checked. With the last one the file is whole. */
  | { readonly type: 'file-taken'; readonly seq: number; readonly chunks: number }
  /** The sender takes the file back. It is dropped unless it is whole by then; the answer says which. */
  | { readonly type: 'file-withdraw'; readonly seq: number }
  /** The receiver does not take the file, or no more of it, and has dropped what there was. */
  | { readonly type: 'file-refuse'; readonly seq: number; readonly why: FileRefusal };

/** Why a receiver drops a file; the order is part of the format. */
export const fileRefusals = [
  /** The person does not want it. */
  'declined',
  /** More files than it takes in this time. */
  'too-many',
  /** What came is not what the manifest names, or nothing came. */
  'failed',
  /** Its sender took it back. */
  'withdrawn',
] as const;
export type FileRefusal = (typeof fileRefusals)[number];

/** The type byte of each. */
export const fileFrameTypes = {
  'file-hashes': 10,
  'file-chunk': 11,
  'file-taken': 12,
  'file-withdraw': 13,
  'file-refuse': 14,
} as const satisfies Record<FileFrame['type'], number>;

const hashBytes = 32;
const mostHashesBytes = mostFileChunks * hashBytes;

/** The bytes of a frame. @throws RangeError where a number does not fit, or nothing sealed has so many bytes. */
export function encodeFileFrame(frame: FileFrame): Bytes {
  switch (frame.type) {
    case 'file-hashes':
      if (!isHashesLength(frame.sealed.length)) throw new RangeError('no hashes have so many bytes');
      return concatBytes(head(frame, 5), frame.sealed);
    case 'file-chunk': {
      if (!isChunkLength(frame.sealed.length)) throw new RangeError('no chunk has so many bytes');
      const bytes = head(frame, 9);
      viewOf(bytes).setUint32(5, checkedUint(frame.index, mostFileChunks - 1));
      return concatBytes(bytes, frame.sealed);
    }
    case 'file-taken': {
      const bytes = head(frame, 9);
      viewOf(bytes).setUint32(5, checkedUint(frame.chunks, mostFileChunks));
      return bytes;
    }
    case 'file-withdraw':
      return head(frame, 5);
    case 'file-refuse': {
      const bytes = head(frame, 6);
      bytes[5] = fileRefusals.indexOf(frame.why);
      return bytes;
    }
  }
}

/** Reads a frame whose first byte is one of {@link fileFrameTypes}; the caller has looked at its size. Never throws. */
export function decodeFileFrame(bytes: Bytes): Result<FileFrame, 'malformed'> {
  if (bytes.length < 5) return fail('malformed');
  const view = viewOf(bytes);
  const seq = view.getUint32(1);
  if (seq === 0) return fail('malformed');
  switch (bytes[0]) {
    case fileFrameTypes['file-hashes']:
      if (!isHashesLength(bytes.length - 5)) return fail('malformed');
      return ok({ type: 'file-hashes', seq, sealed: bytes.slice(5) });
    case fileFrameTypes['file-chunk']:
      if (!isChunkLength(bytes.length - 9) || view.getUint32(5) >= mostFileChunks) return fail('malformed');
      return ok({ type: 'file-chunk', seq, index: view.getUint32(5), sealed: bytes.slice(9) });
    case fileFrameTypes['file-taken']:
      if (bytes.length !== 9 || view.getUint32(5) > mostFileChunks) return fail('malformed');
      return ok({ type: 'file-taken', seq, chunks: view.getUint32(5) });
    case fileFrameTypes['file-withdraw']:
      return bytes.length === 5 ? ok({ type: 'file-withdraw', seq }) : fail('malformed');
    default: {
      const why = bytes.length === 6 ? fileRefusals[view.getUint8(5)] : undefined;
      return why === undefined ? fail('malformed') : ok({ type: 'file-refuse', seq, why });
    }
  }
}

/** Type and number of the message, and room up to `length`. */
function head({ type, seq }: FileFrame, length: number): Bytes {
  const bytes = new Uint8Array(length);
  bytes[0] = fileFrameTypes[type];
  if (seq === 0) throw new RangeError('messages are numbered from 1');
  viewOf(bytes).setUint32(1, checkedUint(seq, 0xffff_ffff));
  return bytes;
}

function viewOf(bytes: Bytes): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function isHashesLength(sealedBytes: number): boolean {
  const bytes = sealedBytes - sealingOverheadBytes;
  return bytes >= hashBytes && bytes <= mostHashesBytes && bytes % hashBytes === 0;
}

function isChunkLength(sealedBytes: number): boolean {
  const bytes = sealedBytes - sealingOverheadBytes;
  return bytes >= 1 && bytes <= fileChunkBytes;
}

/** Whether a frame on the link is about a file. */
export function isFileFrame(frame: { readonly type: string }): frame is FileFrame {
  return Object.hasOwn(fileFrameTypes, frame.type);
}
