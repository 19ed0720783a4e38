import type { Bytes, Content } from '@sotto/protocol';

/** What this side is about to say: a text, or its half of a fresh key agreement. */
export type Said = Extract<Content, { type: 'text' }> | { readonly type: 'refresh' };

/** A sealed message that the partner has not acknowledged; sent again with the very same bytes. */
export interface Envelope {
  readonly seq: number;
  /** The acknowledgement that it carries. */
  readonly ackSeq: number;
  readonly frame: Bytes;
}
