import type { FileFrame, FileRefusal } from '@sotto/protocol';
import { answerWithinMs, waitAnew } from './waiting.ts';

/** The partner's picture on its way: what is taken, and what of that has been told. */
export interface IncomingPicture {
  /** Of the message with the manifest. */
  readonly seq: number;
  readonly chunks: number;
  readonly stage: 'receiving' | 'whole' | 'stopped';
  /** The hashes of all chunks are there and fit. */
  readonly hashes: boolean;
  /** Chunks taken, and how many have been told on the present channel. */
  readonly taken: number;
  readonly toldTaken: number | undefined;
  /** Why it was dropped; `refuseDue`: not told yet on the present channel. */
  readonly refused: FileRefusal | undefined;
  readonly refuseDue: boolean;
  /** Until when something must come. */
  readonly dueMs: number | undefined;
}

export type IncomingDue =
  | { readonly type: 'taken'; readonly chunks: number }
  | { readonly type: 'refuse'; readonly why: FileRefusal };

/** What a frame of the sender's asks for: to be read first, a change, nothing, or it is none that an honest one sends. */
export type IncomingFrame = 'read' | 'nothing' | 'wrong' | IncomingPicture;

/** What came of a part that was read: it fits, it makes the picture whole, or it is not the one that the manifest names. */
export type PictureRead =
  | { readonly result: 'hashes' }
  | { readonly result: 'chunk' }
  | { readonly result: 'whole'; readonly blob: Blob }
  | { readonly result: 'wrong' };

export function newIncoming(seq: number, chunks: number, nowMs: number): IncomingPicture {
  return {
    seq,
    chunks,
    stage: 'receiving',
    hashes: false,
    taken: 0,
    toldTaken: undefined,
    refused: undefined,
    refuseDue: false,
    dueMs: nowMs + answerWithinMs,
  };
}

export function incomingDue(picture: IncomingPicture): IncomingDue | undefined {
  const { refused, refuseDue, hashes, taken, toldTaken } = picture;
  if (refused !== undefined) return refuseDue ? { type: 'refuse', why: refused } : undefined;
  return hashes && toldTaken !== taken ? { type: 'taken', chunks: taken } : undefined;
}

/** Takes note that the link has taken it. */
export function incomingTold(picture: IncomingPicture, due: IncomingDue): IncomingPicture {
  return due.type === 'taken' ? { ...picture, toldTaken: due.chunks } : { ...picture, refuseDue: false };
}

/** On another channel everything is told again. */
export function incomingAnew(picture: IncomingPicture): IncomingPicture {
  return { ...picture, toldTaken: undefined, refuseDue: picture.refused !== undefined };
}

/** Drops it. A picture that is whole stays. */
export function refuse(picture: IncomingPicture, why: FileRefusal): IncomingPicture {
  if (picture.stage !== 'receiving') return picture;
  return { ...picture, stage: 'stopped', refused: why, refuseDue: true, dueMs: undefined };
}

/** A frame about this picture. A channel is ordered, so a chunk is the next one or has been there before. */
export function senderFrame(
  picture: IncomingPicture,
  frame: Extract<FileFrame, { type: 'file-hashes' | 'file-chunk' | 'file-withdraw' }>,
): IncomingFrame {
  const { stage, hashes, taken } = picture;
  switch (frame.type) {
    case 'file-hashes':
      return stage === 'receiving' && !hashes ? 'read' : 'nothing';
    case 'file-chunk':
      if (stage !== 'receiving' || frame.index < taken) return 'nothing';
      return hashes && frame.index === taken ? 'read' : 'wrong';
    case 'file-withdraw':
      if (stage === 'receiving') return refuse(picture, 'withdrawn');
      return { ...picture, toldTaken: undefined, refuseDue: picture.refused !== undefined };
  }
}

/** The hashes have been read and fit. */
export function hashesRead(picture: IncomingPicture, nowMs: number): IncomingPicture {
  return { ...picture, hashes: true, dueMs: nowMs + answerWithinMs };
}

/** The next chunk has been read and fits; with the last one the whole does. */
export function chunkRead(picture: IncomingPicture, nowMs: number): IncomingPicture {
  const taken = picture.taken + 1;
  if (taken === picture.chunks) return { ...picture, taken, stage: 'whole', dueMs: undefined };
  return { ...picture, taken, dueMs: nowMs + answerWithinMs };
}

/** A sender of whom nothing comes is not waited for. */
export function incomingTick(picture: IncomingPicture, nowMs: number): IncomingPicture {
  if (picture.dueMs === undefined || nowMs < picture.dueMs) return picture;
  const anew = waitAnew(picture.dueMs, nowMs);
  return anew === undefined ? refuse(picture, 'failed') : { ...picture, dueMs: anew };
}

/** Whether a frame of the sender's brings the picture further. One that doesn't counts as noise. */
export function isProgress(picture: IncomingPicture | undefined, frame: FileFrame): boolean {
  if (picture?.stage !== 'receiving' || picture.seq !== frame.seq) return false;
  return frame.type === 'file-chunk' && picture.hashes && frame.index === picture.taken;
}
