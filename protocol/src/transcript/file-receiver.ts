import { sha256 as sha256Steps } from '@noble/hashes/sha2.js';
import { equalBytes, type Bytes } from '../bytes.ts';
import type { FileKey } from '../crypto/file-key.ts';
import { sha256 } from '../crypto/hash.ts';
import { chunkCount, chunkRoot, fileChunkBytes, type Manifest } from './manifest.ts';

const hashBytes = 32;

/** What came of a chunk: the file goes on, is whole, or is not the one that the manifest names. */
export type ChunkTaken =
  | { readonly result: 'taken' }
  | { readonly result: 'whole'; readonly file: Bytes }
  /** Everything there was is dropped, and so is whatever follows. */
  | { readonly result: 'wrong' };

/**
 * Puts the partner's file together. The hashes come first and are checked against the manifest, then each chunk is
 * checked as it arrives, in order, and with the last one the whole: a file is given out complete and as its sender signed
 * it, or not at all. Takes no memory before the first chunk has been found right.
 */
export class FileReceiver {
  readonly #manifest: Manifest;
  readonly #key: FileKey;
  readonly #whole = sha256Steps.create();
  #hashes: Bytes | undefined;
  #file: Bytes | undefined;
  #next = 0;

  /** @param key taken over. */
  constructor(manifest: Manifest, key: FileKey) {
    this.#manifest = manifest;
    this.#key = key;
  }

  /** Opens and checks the hashes of all chunks; `false` where they are not those of the manifest. */
  takeHashes(sealed: Bytes): boolean {
    const hashes = this.#key.open(0, sealed);
    const { bytes, chunkRoot: root } = this.#manifest;
    if (hashes?.length !== chunkCount(bytes) * hashBytes || !equalBytes(chunkRoot(hashes), root))
      return false;
    this.#hashes = hashes;
    return true;
  }

  /** Opens and checks the next chunk. Takes some tenths of a millisecond. */
  takeChunk(sealed: Bytes): ChunkTaken {
    const chunk = this.#key.open(this.#next + 1, sealed);
    if (chunk === undefined || !this.#fits(chunk)) return this.#wrong();
    const { bytes, sha256: hash } = this.#manifest;
    this.#file ??= new Uint8Array(bytes);
    this.#file.set(chunk, this.#next * fileChunkBytes);
    this.#whole.update(chunk);
    this.#next += 1;
    if (this.#next < chunkCount(bytes)) return { result: 'taken' };
    if (!equalBytes(this.#whole.digest(), hash)) return this.#wrong();
    const file = this.#file;
    this.erase();
    return { result: 'whole', file };
  }

  /** Overwrites the key and drops what there is. */
  erase(): void {
    this.#key.erase();
    this.#hashes = undefined;
    this.#file = undefined;
  }

  #fits(chunk: Bytes): boolean {
    const from = this.#next * fileChunkBytes;
    if (chunk.length !== Math.min(fileChunkBytes, this.#manifest.bytes - from)) return false;
    const at = this.#next * hashBytes;
    const hash = this.#hashes?.subarray(at, at + hashBytes);
    return hash !== undefined && equalBytes(sha256(chunk), hash);
  }

  #wrong(): ChunkTaken {
    this.erase();
    return { result: 'wrong' };
  }
}
