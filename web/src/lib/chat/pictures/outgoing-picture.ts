import type { FileFrame, FileRefusal } from '@sotto/protocol';
import { chunkGone, chunksTaken, newPace, type Pace } from './pace.ts';
import { answerWithinMs, waitAnew } from './waiting.ts';

/**
 * One's own picture on its way. The receiver decides whether it has arrived; the sender alone, whether it has let the last
 * chunk go. So both come to the same end: before that, taking back is final at once, after it the receiver's word is.
 */
export interface OutgoingPicture {
  /** Of the message with the manifest. */
  readonly seq: number;
  readonly chunks: number;
  /**
   * `stopping`: taken back when all had gone out, so the receiver has the word. `whole`: the partner has it. `stopped`:
   * the partner does not have it and will not.
   */
  readonly stage: 'sending' | 'stopping' | 'whole' | 'stopped';
  /** Whether the hashes have gone out on the present channel, and whether the receiver has said that it has them. */
  readonly hashesSent: boolean;
  readonly hashesTaken: boolean;
  /** Chunks handed to any channel, to the present one, and taken by the receiver. */
  readonly everHandedOver: number;
  readonly handedOver: number;
  readonly taken: number;
  /** Taken back by this side; `withdrawDue`: not told yet on the present channel. */
  readonly withdrawn: boolean;
  readonly withdrawDue: boolean;
  readonly pace: Pace;
  /** Until when the receiver has the word. */
  readonly dueMs: number | undefined;
}

/** What is to be handed to the link next: hashes, a chunk, or a frame that says something. */
export type OutgoingDue =
  | { readonly type: 'hashes' }
  | { readonly type: 'chunk'; readonly index: number }
  | { readonly type: 'withdraw' };

export function newOutgoing(seq: number, chunks: number): OutgoingPicture {
  return {
    seq,
    chunks,
    stage: 'sending',
    hashesSent: false,
    hashesTaken: false,
    everHandedOver: 0,
    handedOver: 0,
    taken: 0,
    withdrawn: false,
    withdrawDue: false,
    pace: newPace,
    dueMs: undefined,
  };
}

/** Whether its end is not known yet: the next picture waits for that. */
export function isUnderWay({ stage }: OutgoingPicture): boolean {
  return stage === 'sending' || stage === 'stopping';
}

export function outgoingDue(picture: OutgoingPicture): OutgoingDue | undefined {
  const { stage, chunks, handedOver, taken, pace } = picture;
  if (picture.withdrawDue) return { type: 'withdraw' };
  if (stage !== 'sending') return undefined;
  if (!picture.hashesSent) return { type: 'hashes' };
  const mayGo = handedOver < chunks && handedOver - taken < pace.window;
  return mayGo ? { type: 'chunk', index: handedOver } : undefined;
}

/** Takes note that the link has taken it. */
export function outgoingSent(picture: OutgoingPicture, due: OutgoingDue, nowMs: number): OutgoingPicture {
  switch (due.type) {
    case 'hashes':
      return { ...picture, hashesSent: true };
    case 'withdraw':
      return { ...picture, withdrawDue: false };
    case 'chunk': {
      const handedOver = due.index + 1;
      const everHandedOver = Math.max(picture.everHandedOver, handedOver);
      return { ...picture, handedOver, everHandedOver, pace: chunkGone(picture.pace, due.index, nowMs) };
    }
  }
}

/** Whatever was on its way on the last channel may be lost: it goes on behind what is known to be taken. */
export function outgoingAnew(picture: OutgoingPicture): OutgoingPicture {
  return {
    ...picture,
    hashesSent: picture.hashesTaken,
    handedOver: picture.taken,
    withdrawDue: picture.withdrawn,
    pace: newPace,
  };
}

/** The person takes it back. */
export function withdraw(picture: OutgoingPicture, nowMs: number): OutgoingPicture {
  if (picture.stage !== 'sending') return picture;
  const withdrawn = { ...picture, withdrawn: true, withdrawDue: true };
  if (picture.everHandedOver < picture.chunks) return { ...withdrawn, stage: 'stopped' };
  return { ...withdrawn, stage: 'stopping', dueMs: nowMs + answerWithinMs };
}

/** The receiver has so many chunks; `undefined` where it can't have them. */
export function partnerTook(
  picture: OutgoingPicture,
  chunks: number,
  nowMs: number,
): OutgoingPicture | undefined {
  if (chunks > picture.everHandedOver) return undefined;
  if (!isUnderWay(picture)) return picture;
  const taken = Math.max(picture.taken, chunks);
  const pace = chunksTaken(picture.pace, chunks, nowMs);
  const next = { ...picture, hashesTaken: true, taken, pace };
  return taken === picture.chunks ? { ...next, stage: 'whole', withdrawDue: false, dueMs: undefined } : next;
}

/** The receiver does not have it, whatever it had. */
export function partnerRefused(picture: OutgoingPicture): OutgoingPicture {
  return isUnderWay(picture)
    ? { ...picture, stage: 'stopped', withdrawDue: false, dueMs: undefined }
    : picture;
}

/** A receiver that has the word and says nothing, has it no longer. */
export function outgoingTick(picture: OutgoingPicture, nowMs: number): OutgoingPicture {
  if (picture.dueMs === undefined || nowMs < picture.dueMs) return picture;
  const anew = waitAnew(picture.dueMs, nowMs);
  return anew === undefined ? partnerRefused(picture) : { ...picture, dueMs: anew };
}

/** Whether a frame of the receiver's brings the picture further. One that doesn't counts as noise. */
export function bringsFurther(picture: OutgoingPicture | undefined, frame: FileFrame): boolean {
  if (picture === undefined || frame.type !== 'file-taken' || frame.seq !== picture.seq) return false;
  return isUnderWay(picture) && (frame.chunks > picture.taken || !picture.hashesTaken);
}

/** How a picture that the receiver refused ended, as this side tells it. */
export function endOf({ withdrawn }: OutgoingPicture, why: FileRefusal): FileRefusal {
  return withdrawn ? 'withdrawn' : why;
}
