import type { Bytes } from '../bytes.ts';
import type { FileKey } from '../crypto/file-key.ts';
import type { FileFrame } from '../link/file-frames.ts';
import { chunkCount, fileChunkBytes } from './manifest.ts';

/** The parts of one's own file, sealed as they are asked for. */
export class FileSender {
  readonly #seq: number;
  readonly #file: Bytes;
  readonly #hashes: Bytes;
  readonly #key: FileKey;

  /**
   * @param seq of the message with the manifest.
   * @param hashes `chunkHashes` of the file.
   * @param key taken over.
   */
  constructor(seq: number, file: Bytes, hashes: Bytes, key: FileKey) {
    this.#seq = seq;
    this.#file = file;
    this.#hashes = hashes;
    this.#key = key;
  }

  /** What the chunks are checked against: goes ahead of them. */
  hashes(): Extract<FileFrame, { type: 'file-hashes' }> {
    return { type: 'file-hashes', seq: this.#seq, sealed: this.#key.seal(0, this.#hashes) };
  }

  /** A chunk, counted from 0. @throws RangeError where there is none. */
  chunk(index: number): Extract<FileFrame, { type: 'file-chunk' }> {
    if (index < 0 || index >= chunkCount(this.#file.length)) throw new RangeError('no such chunk');
    const from = index * fileChunkBytes;
    const chunk = this.#file.subarray(from, from + fileChunkBytes) as Bytes;
    return { type: 'file-chunk', seq: this.#seq, index, sealed: this.#key.seal(index + 1, chunk) };
  }

  /** Overwrites the key; nothing is sealed any more. */
  erase(): void {
    this.#key.erase();
  }
}
