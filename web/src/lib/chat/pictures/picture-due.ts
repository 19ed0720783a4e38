import type { FileFrame } from '@sotto/protocol';
import type { OutgoingDue } from './outgoing-picture.ts';

/** A part or a word of a picture, to be handed to the link. */
export type PictureDue =
  | {
      readonly type: 'picture-word';
      readonly frame: Exclude<FileFrame, { type: 'file-hashes' | 'file-chunk' }>;
    }
  | {
      readonly type: 'picture-part';
      readonly seq: number;
      readonly part: Exclude<OutgoingDue, { type: 'withdraw' }>;
    };
