import type { FileFrame } from '@sotto/protocol';
import type { Chat, ChatStep } from '../chat-state.ts';
import type { PictureDue } from './picture-due.ts';
import { incomingAnew, incomingDue, incomingTick, incomingTold, isProgress } from './incoming-picture.ts';
import {
  bringsFurther,
  outgoingAnew,
  outgoingDue,
  outgoingSent,
  outgoingTick,
  type OutgoingDue,
} from './outgoing-picture.ts';
import { receiverSays, withdrawPicture, withMine } from './own-picture.ts';
import { declinePicture, senderSays, withTheirs } from './their-picture.ts';
import { answerWithinMs } from './waiting.ts';

/** Both pictures that may be under way, as the chat drives them. */

/** What is said of pictures. It stands before their parts, and behind the message that announces them. */
export function pictureWordDue({ pictures: { mine, theirs }, handedOver }: Chat): PictureDue | undefined {
  const answer = theirs && incomingDue(theirs);
  if (theirs !== undefined && answer !== undefined) {
    const { seq } = theirs;
    const frame =
      answer.type === 'taken'
        ? ({ type: 'file-taken', seq, chunks: answer.chunks } as const)
        : ({ type: 'file-refuse', seq, why: answer.why } as const);
    return { type: 'picture-word', frame };
  }
  if (mine === undefined || mine.seq > handedOver || outgoingDue(mine)?.type !== 'withdraw') return undefined;
  return { type: 'picture-word', frame: { type: 'file-withdraw', seq: mine.seq } };
}

/** The next part of one's own picture. Everything else goes before it. */
export function picturePartDue({ pictures: { mine }, handedOver }: Chat): PictureDue | undefined {
  if (mine === undefined || mine.seq > handedOver) return undefined;
  const part = outgoingDue(mine);
  return part === undefined || part.type === 'withdraw'
    ? undefined
    : { type: 'picture-part', seq: mine.seq, part };
}

/** Takes note that the link has taken it. */
export function pictureSent(chat: Chat, due: PictureDue, nowMs: number): Chat {
  const { mine, theirs } = chat.pictures;
  const sent = (of: OutgoingDue): Chat =>
    mine === undefined
      ? chat
      : { ...chat, pictures: { ...chat.pictures, mine: outgoingSent(mine, of, nowMs) } };
  if (due.type === 'picture-part') return sent(due.part);
  const { frame } = due;
  if (frame.type === 'file-withdraw') return sent({ type: 'withdraw' });
  if (theirs === undefined) return chat;
  const told =
    frame.type === 'file-taken'
      ? ({ type: 'taken', chunks: frame.chunks } as const)
      : ({ type: 'refuse', why: frame.why } as const);
  return { ...chat, pictures: { ...chat.pictures, theirs: incomingTold(theirs, told) } };
}

/** A frame about a picture. */
export function pictureFrame(chat: Chat, frame: FileFrame, nowMs: number): ChatStep {
  switch (frame.type) {
    case 'file-taken':
    case 'file-refuse':
      return receiverSays(chat, frame, nowMs);
    default:
      return senderSays(chat, frame);
  }
}

/** Whether a frame costs the partner nothing: it brings a picture further, and of those there are only so many. */
export function isPictureProgress({ pictures: { mine, theirs } }: Chat, frame: FileFrame): boolean {
  return bringsFurther(mine, frame) || isProgress(theirs, frame);
}

/** The person stops the picture of a line, whosever it is. */
export function cancelPicture(chat: Chat, key: string, nowMs: number): ChatStep {
  const { mine, theirs } = chat.pictures;
  if (mine !== undefined && key === `m${mine.seq}`) return withdrawPicture(chat, nowMs);
  if (theirs !== undefined && key === `t${theirs.seq}`) return declinePicture(chat);
  return { chat, effects: [] };
}

/** On another channel, what is not known to have arrived goes again. */
export function picturesAnew({ pictures: { mine, theirs } }: Chat): Chat['pictures'] {
  return { ...(mine && { mine: outgoingAnew(mine) }), ...(theirs && { theirs: incomingAnew(theirs) }) };
}

/** Nobody waits for the other while the path is lost; when it is back, the time begins anew. */
export function picturesWait(
  { pictures: { mine, theirs } }: Chat,
  sinceMs: number | undefined,
): Chat['pictures'] {
  const dueMs = sinceMs === undefined ? undefined : sinceMs + answerWithinMs;
  return {
    ...(mine && { mine: mine.stage === 'stopping' ? { ...mine, dueMs } : mine }),
    ...(theirs && { theirs: theirs.stage === 'receiving' ? { ...theirs, dueMs } : theirs }),
  };
}

/** When {@link picturesTick} is due. */
export function picturesTickMs({ pictures: { mine, theirs } }: Chat): number | undefined {
  const due = [mine?.dueMs, theirs?.dueMs].filter((dueMs) => dueMs !== undefined);
  return due.length === 0 ? undefined : Math.min(...due);
}

/** Gives up what has not been answered in time. */
export function picturesTick(chat: Chat, nowMs: number): ChatStep {
  const { mine, theirs } = chat.pictures;
  const first =
    mine === undefined ? { chat, effects: [] } : withMine(chat, mine, outgoingTick(mine, nowMs), 'failed');
  if (theirs === undefined) return first;
  const second = withTheirs(first.chat, theirs, incomingTick(theirs, nowMs));
  return { chat: second.chat, effects: [...first.effects, ...second.effects] };
}
