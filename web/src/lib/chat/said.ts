import type { Bytes, Content, FileKey, Manifest } from '@sotto/protocol';

/** What this side is about to say: a text, a file, or its half of a fresh key agreement. */
export type Said = Extract<Content, { type: 'text' }> | SaidFile | { readonly type: 'refresh' };

/** A file that is about to be announced, with what its parts are made of. */
export interface SaidFile {
  readonly type: 'file';
  readonly manifest: Manifest;
  readonly file: Bytes;
  /** `chunkHashes` of the file. */
  readonly hashes: Bytes;
  /** The same file, to be shown. */
  readonly blob: Blob;
}

/** A sealed message that the partner has not acknowledged; sent again with the very same bytes. */
export interface Envelope {
  readonly seq: number;
  /** The acknowledgement that it carries. */
  readonly ackSeq: number;
  readonly frame: Bytes;
}

/** What sealing a message gives: what goes out, and the key for the parts of the file that it announces. */
export interface Sealed {
  readonly envelope: Envelope;
  readonly fileKey?: FileKey;
}

/** What opening a message gives. */
export interface Opened {
  readonly content: Content;
  readonly fileKey?: FileKey;
}
