import { chunkCount, fileChunkBytes, type FileFrame, type FileRefusal, type Manifest } from '@sotto/protocol';
import { end, stay, type Chat, type ChatEffect, type ChatStep } from '../chat-state.ts';
import { pour } from '../flood.ts';
import type { IncomingPicture, PictureRead } from './incoming-picture.ts';
import { chunkRead, hashesRead, newIncoming, refuse, senderFrame } from './incoming-picture.ts';
import { keptPictures, withEnd, withPicture, withProgress } from './picture-lines.ts';

/** The partner's picture in the chat: its line, its chunks, its end. */

/**
 * The partner's manifest, opened and verified, becomes a line. A picture of before that is not whole is taken back by
 * that; one too many in a short time is refused, and nothing of it is read.
 */
export function pictureAnnounced(chat: Chat, seq: number, manifest: Manifest, nowMs: number): ChatStep {
  const before = chat.pictures.theirs;
  const { chat: settled, effects } =
    before?.stage === 'receiving' ? withTheirs(chat, before, refuse(before, 'withdrawn')) : stay(chat);
  const { type, bytes: sizeBytes } = manifest;
  const flood = pour(settled.flood, 'picture', nowMs);
  const announced = newIncoming(seq, chunkCount(sizeBytes), nowMs);
  const theirs = flood === undefined ? refuse(announced, 'too-many') : announced;
  const file = { type, sizeBytes };
  const picture =
    flood === undefined
      ? ({ state: 'too-many', ...file } as const)
      : ({ state: 'receiving', doneBytes: 0, ...file } as const);
  return {
    chat: {
      ...settled,
      flood: flood ?? settled.flood,
      lines: [...settled.lines, { kind: 'theirs', key: `t${seq}`, text: '', atMs: nowMs, picture }],
      pictures: { ...settled.pictures, theirs },
    },
    effects: flood === undefined ? [...effects, { type: 'picture-gone', side: 'theirs' }] : effects,
  };
}

/** The person wants no more of the picture that is on its way. */
export function declinePicture(chat: Chat): ChatStep {
  const { theirs } = chat.pictures;
  return theirs === undefined ? stay(chat) : withTheirs(chat, theirs, refuse(theirs, 'declined'));
}

/** What the sender says of its picture. Parts are read first, which answers with `picture-read`. */
export function senderSays(
  chat: Chat,
  frame: Extract<FileFrame, { type: 'file-hashes' | 'file-chunk' | 'file-withdraw' }>,
): ChatStep {
  const { theirs } = chat.pictures;
  if (theirs === undefined || frame.seq > theirs.seq) return end(chat, 'not-trusted');
  // Of an earlier picture, whose end is known.
  if (frame.seq < theirs.seq) return stay(chat);
  const asked = senderFrame(theirs, frame);
  if (asked === 'wrong') return end(chat, 'not-trusted');
  if (asked === 'nothing') return stay(chat);
  if (asked !== 'read') return withTheirs(chat, theirs, asked);
  return frame.type === 'file-withdraw' ? stay(chat) : { chat, effects: [{ type: 'read-picture', frame }] };
}

/** Takes what came of a part. */
export function pictureRead(chat: Chat, seq: number, read: PictureRead, nowMs: number): ChatStep {
  const { theirs } = chat.pictures;
  if (theirs?.seq !== seq || theirs.stage !== 'receiving') return stay(chat);
  switch (read.result) {
    case 'wrong':
      return withTheirs(chat, theirs, refuse(theirs, 'failed'));
    case 'hashes':
      return withTheirs(chat, theirs, hashesRead(theirs, nowMs));
    case 'chunk':
      return withTheirs(chat, theirs, chunkRead(theirs, nowMs));
    case 'whole':
      return wholeRead(withTheirs(chat, theirs, chunkRead(theirs, nowMs)), seq, read.blob);
  }
}

function wholeRead({ chat, effects }: ChatStep, seq: number, blob: Blob): ChatStep {
  const whole = withPicture(chat.lines, `t${seq}`, ({ type, sizeBytes }) => ({
    state: 'whole',
    type,
    sizeBytes,
    blob,
  }));
  const { lines, forgotten } = keptPictures(whole);
  return { chat: { ...chat, lines }, effects: [...effects, { type: 'pictures-forgotten', keys: forgotten }] };
}

/** Takes the next state of the partner's picture over, and shows it. */
export function withTheirs(chat: Chat, before: IncomingPicture, theirs: IncomingPicture): ChatStep {
  if (theirs === before) return stay(chat);
  const key = `t${theirs.seq}`;
  const next: Chat = { ...chat, pictures: { ...chat.pictures, theirs } };
  const gone: ChatEffect = { type: 'picture-gone', side: 'theirs' };
  if (theirs.stage === 'stopped' && before.stage !== 'stopped') {
    const why: FileRefusal = theirs.refused ?? 'failed';
    return { chat: { ...next, lines: withEnd(chat.lines, key, why) }, effects: [gone] };
  }
  if (theirs.taken === before.taken) return stay(next);
  return {
    chat: { ...next, lines: withProgress(chat.lines, key, theirs.taken * fileChunkBytes) },
    effects: theirs.stage === 'whole' ? [gone] : [],
  };
}
