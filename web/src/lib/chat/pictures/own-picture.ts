import { chunkCount, fileChunkBytes, type FileFrame, type FileRefusal } from '@sotto/protocol';
import { end, mayWrite, stay, type Chat, type ChatEffect, type ChatStep } from '../chat-state.ts';
import { messageCounted } from '../refresh.ts';
import type { SaidFile } from '../said.ts';
import { isUnderWay, newOutgoing, partnerRefused, partnerTook, withdraw, endOf } from './outgoing-picture.ts';
import type { OutgoingPicture } from './outgoing-picture.ts';
import { keptPictures, withEnd, withPicture, withProgress } from './picture-lines.ts';

/** One's own picture in the chat: its line, its message, its end. */

/** Whether a picture can be sent now: one at a time, and not too many messages under way. */
export function canSendPicture(chat: Chat): 'yes' | 'busy' | 'not-now' {
  const { mine } = chat.pictures;
  if (!mayWrite(chat)) return 'not-now';
  return mine !== undefined && isUnderWay(mine) ? 'busy' : 'yes';
}

export function writePicture(chat: Chat, said: SaidFile, nowMs: number): ChatStep {
  if (canSendPicture(chat) !== 'yes') return stay(chat);
  const seq = chat.sealed + 1;
  const { type, bytes: sizeBytes } = said.manifest;
  const picture = { state: 'sending', type, sizeBytes, doneBytes: 0, blob: said.blob } as const;
  return {
    chat: {
      ...chat,
      sealed: seq,
      refresh: messageCounted(chat.refresh, nowMs),
      lines: [
        ...chat.lines,
        { kind: 'mine', key: `m${seq}`, text: '', atMs: nowMs, status: 'sending', picture },
      ],
      pictures: { ...chat.pictures, mine: newOutgoing(seq, chunkCount(sizeBytes)) },
    },
    effects: [{ type: 'seal', said, atMs: nowMs }],
  };
}

/** The person takes the picture back. */
export function withdrawPicture(chat: Chat, nowMs: number): ChatStep {
  const { mine } = chat.pictures;
  return mine === undefined ? stay(chat) : withMine(chat, mine, withdraw(mine, nowMs), 'withdrawn');
}

/** What the receiver says of one's own picture. */
export function receiverSays(
  chat: Chat,
  frame: Extract<FileFrame, { type: 'file-taken' | 'file-refuse' }>,
  nowMs: number,
): ChatStep {
  const { mine } = chat.pictures;
  // Of messages that have gone out, an earlier picture may be meant; its end is known.
  if (frame.seq > chat.everHandedOver || mine === undefined) return end(chat, 'not-trusted');
  if (frame.seq !== mine.seq) return stay(chat);
  if (frame.type === 'file-refuse') return withMine(chat, mine, partnerRefused(mine), endOf(mine, frame.why));
  const next = partnerTook(mine, frame.chunks, nowMs);
  return next === undefined ? end(chat, 'not-trusted') : withMine(chat, mine, next, 'failed');
}

/** Takes the next state of one's own picture over, and shows it. @param why it ends, if it ends now */
export function withMine(
  chat: Chat,
  before: OutgoingPicture,
  mine: OutgoingPicture,
  why: FileRefusal,
): ChatStep {
  if (mine === before) return stay(chat);
  const key = `m${mine.seq}`;
  const next: Chat = { ...chat, pictures: { ...chat.pictures, mine } };
  if (mine.stage === before.stage) {
    const doneBytes = mine.taken * fileChunkBytes;
    return stay(
      mine.taken === before.taken ? next : { ...next, lines: withProgress(chat.lines, key, doneBytes) },
    );
  }
  const gone: ChatEffect = { type: 'picture-gone', side: 'mine' };
  switch (mine.stage) {
    case 'whole': {
      const whole = withPicture(chat.lines, key, (picture) =>
        'blob' in picture
          ? { state: 'whole', type: picture.type, sizeBytes: picture.sizeBytes, blob: picture.blob }
          : picture,
      );
      const { lines, forgotten } = keptPictures(whole);
      return {
        chat: { ...next, lines },
        effects: [{ type: 'picture-arrived', key }, gone, { type: 'pictures-forgotten', keys: forgotten }],
      };
    }
    case 'stopped':
      return { chat: { ...next, lines: withEnd(chat.lines, key, why) }, effects: [gone] };
    default: {
      const lines = withPicture(chat.lines, key, (picture) =>
        picture.state === 'sending'
          ? { state: 'stopping', type: picture.type, sizeBytes: picture.sizeBytes, blob: picture.blob }
          : picture,
      );
      return stay({ ...next, lines });
    }
  }
}
