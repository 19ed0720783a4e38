import { concatBytes, equalBytes, utf8, type Bytes } from '../bytes.ts';
import { sha256 } from '../crypto/hash.ts';
import { limits } from '../limits.ts';

/** What a file is, and what its bytes must come to. The file is the one that is sent: its metadata stripped. */
export interface Manifest {
  readonly type: FileType;
  /** Length of the file. */
  readonly bytes: number;
  /** SHA-256 of the whole file. */
  readonly sha256: Bytes;
  /** {@link chunkRoot} of the hashes of its chunks of {@link fileChunkBytes}. */
  readonly chunkRoot: Bytes;
}

/** The types of file that can be sent; the order is part of the format. */
export const fileTypes = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'] as const;
export type FileType = (typeof fileTypes)[number];

/** Bytes of each chunk but the last. */
export const fileChunkBytes = 16_384;

/** Chunks of the largest file. */
export const mostFileChunks = chunkCount(limits.maxFileBytes);

/** Bytes of an encoded manifest. */
export const manifestBytes = 69;

const rootDomain = utf8('sotto/chunks/1\0\0');

/**
 * A manifest in fixed widths, big-endian: type u8 ‖ bytes u32 ‖ sha256 32 ‖ chunk root 32.
 * @throws RangeError where type or length are not those of a file that can be sent, or a hash has another width.
 */
export function encodeManifest({ type, bytes, sha256: hash, chunkRoot: root }: Manifest): Bytes {
  if (!fileTypes.includes(type)) throw new RangeError('no type of file that can be sent');
  if (!isFileLength(bytes)) throw new RangeError(`a file has 1..${limits.maxFileBytes} bytes`);
  if (hash.length !== 32 || root.length !== 32) throw new RangeError('hashes have 32 bytes');
  const head = new Uint8Array(5);
  const view = new DataView(head.buffer);
  view.setUint8(0, fileTypes.indexOf(type));
  view.setUint32(1, bytes);
  return concatBytes(head, hash, root);
}

/** Reads a manifest; `undefined` for bytes that are none, and for a file that is too large. Never throws. */
export function decodeManifest(bytes: Bytes): Manifest | undefined {
  if (bytes.length !== manifestBytes) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const type = fileTypes[view.getUint8(0)];
  const length = view.getUint32(1);
  if (type === undefined || !isFileLength(length)) return undefined;
  return { type, bytes: length, sha256: bytes.slice(5, 37), chunkRoot: bytes.slice(37) };
}

/** The manifest of a file. @throws RangeError for an empty file or one that is too large. */
export function manifestOf(type: FileType, file: Bytes): Manifest {
  if (!isFileLength(file.length)) throw new RangeError(`a file has 1..${limits.maxFileBytes} bytes`);
  return { type, bytes: file.length, sha256: sha256(file), chunkRoot: chunkRoot(chunkHashes(file)) };
}

/** Whether these are the bytes that the manifest names. */
export function fileFits({ bytes, sha256: hash }: Manifest, file: Bytes): boolean {
  return file.length === bytes && equalBytes(sha256(file), hash);
}

/** Into how many chunks a file of so many bytes falls. */
export function chunkCount(bytes: number): number {
  return Math.ceil(bytes / fileChunkBytes);
}

/** SHA-256 of each chunk, one after the other: told before the chunks, so that each is checked as it arrives. */
export function chunkHashes(file: Bytes): Bytes {
  const hashes: Bytes[] = [];
  for (let at = 0; at < file.length; at += fileChunkBytes)
    hashes.push(sha256(file.subarray(at, at + fileChunkBytes) as Bytes));
  return concatBytes(...hashes);
}

/** Binds the sender to the hashes of all chunks: SHA-256("sotto/chunks/1" 00 00 ‖ hashes). */
export function chunkRoot(hashes: Bytes): Bytes {
  return sha256(concatBytes(rootDomain, hashes));
}

function isFileLength(bytes: number): boolean {
  return Number.isInteger(bytes) && bytes > 0 && bytes <= limits.maxFileBytes;
}
