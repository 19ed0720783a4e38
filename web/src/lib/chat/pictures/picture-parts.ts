import {
  chunkHashes,
  chunkRoot,
  encodeLinkFrame,
  fileChunkBytes,
  FileReceiver,
  FileSender,
  type Bytes,
  type FileFrame,
  type FileType,
} from '@sotto/protocol';
import type { PictureToSend } from '../../app/state.ts';
import type { Opened, SaidFile, Sealed } from '../said.ts';
import type { PictureRead } from './incoming-picture.ts';
import type { OutgoingPicture } from './outgoing-picture.ts';
import type { PictureDue } from './picture-due.ts';

/** What is not plain data of the two pictures that may be under way: their bytes and keys. */
export class PictureParts {
  #mine: { readonly sender: FileSender; readonly file: Bytes } | undefined;
  #theirs: { readonly receiver: FileReceiver; readonly type: FileType } | undefined;
  /** The last part that was sealed: a link that is full is asked again with the same one. */
  #sealed: { readonly of: number; readonly part: number; readonly frame: Bytes } | undefined;

  /**
   * One's own picture is announced; the key is taken over.
   * @param of what the chat says of the picture: it may have been taken back while it was signed
   */
  send(
    { file, hashes }: SaidFile,
    { envelope: { seq }, fileKey }: Sealed,
    of: OutgoingPicture | undefined,
  ): void {
    if (fileKey === undefined) return;
    if (of?.seq !== seq || of.stage !== 'sending') return fileKey.erase();
    this.gone('mine');
    this.#mine = { sender: new FileSender(seq, file, hashes, fileKey), file };
  }

  /** The partner's is announced, by this message; the key is taken over. */
  receive({ content, fileKey }: Opened): void {
    if (content.type !== 'file' || fileKey === undefined) return;
    this.gone('theirs');
    const { manifest } = content;
    this.#theirs = { receiver: new FileReceiver(manifest, fileKey), type: manifest.type };
  }

  /** The file of one's own picture that is under way. */
  get ownFile(): Bytes | undefined {
    return this.#mine?.file;
  }

  /** The bytes of the frame with a part; `undefined` where the picture is gone. */
  frameOf({ seq, part }: Extract<PictureDue, { type: 'picture-part' }>): Bytes | undefined {
    if (this.#mine === undefined) return undefined;
    const number = part.type === 'hashes' ? -1 : part.index;
    if (this.#sealed?.of === seq && this.#sealed.part === number) return this.#sealed.frame;
    const { sender } = this.#mine;
    const frame = encodeLinkFrame(part.type === 'hashes' ? sender.hashes() : sender.chunk(part.index));
    this.#sealed = { of: seq, part: number, frame };
    return frame;
  }

  /** Opens and checks a part. With the last one the file is there, and given out once. */
  read(frame: Extract<FileFrame, { type: 'file-hashes' | 'file-chunk' }>): {
    readonly read: PictureRead;
    readonly file?: Bytes;
  } {
    const { receiver, type } = this.#theirs ?? {};
    if (receiver === undefined) return { read: { result: 'wrong' } };
    if (frame.type === 'file-hashes')
      return { read: { result: receiver.takeHashes(frame.sealed) ? 'hashes' : 'wrong' } };
    const taken = receiver.takeChunk(frame.sealed);
    switch (taken.result) {
      case 'taken':
        return { read: { result: 'chunk' } };
      case 'wrong':
        return { read: { result: 'wrong' } };
      case 'whole':
        return {
          read: { result: 'whole', blob: new Blob([taken.file], { type: type ?? '' }) },
          file: taken.file,
        };
    }
  }

  /** Erases the key of a side's picture and lets go of its bytes. */
  gone(side: 'mine' | 'theirs'): void {
    if (side === 'mine') {
      this.#mine?.sender.erase();
      this.#mine = undefined;
      this.#sealed = undefined;
    } else {
      this.#theirs?.receiver.erase();
      this.#theirs = undefined;
    }
  }
}

/** Chunks hashed between two breaths of the page. */
const chunksAtOnce = 32;

/**
 * Reads a picture that is to be sent, and makes its manifest. Hashing 10 MB takes some hundred milliseconds: it is
 * done in small portions, so that the page goes on.
 */
export async function readPicture({ blob, type }: PictureToSend): Promise<SaidFile> {
  const file: Bytes = new Uint8Array(await blob.arrayBuffer());
  const hashes: Bytes = new Uint8Array(Math.ceil(file.length / fileChunkBytes) * 32);
  const portionBytes = chunksAtOnce * fileChunkBytes;
  for (let at = 0; at < file.length; at += portionBytes) {
    hashes.set(chunkHashes(file.subarray(at, at + portionBytes) as Bytes), (at / fileChunkBytes) * 32);
    await nextTask();
  }
  const whole: Bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', file));
  const manifest = { type, bytes: file.length, sha256: whole, chunkRoot: chunkRoot(hashes) };
  return { type: 'file', manifest, file, hashes, blob };
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
