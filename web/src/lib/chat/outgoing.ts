import { limits, nextSafetyFrame, safetyFrameSent, utf8 } from '@sotto/protocol';
import { picturePartDue, pictureSent, pictureWordDue } from './pictures/in-chat.ts';
import { messageCounted, refreshAsked, refreshDue } from './refresh.ts';
import { mayWrite, stay, type Chat, type ChatStep, type Due } from './chat-state.ts';
import type { Envelope } from './said.ts';

/** What this side says, and when it goes out. */

/** Somebody who has not pressed a key for this long is no longer typing. */
export const typingPauseMs = 3_000;
/** "Typing" is told again only after this long, however fast the keys come. */
export const typingRefreshMs = 2_000;

/** Whether a text can be sent: not blank, at most {@link limits.maxTextBytes}, and not too many under way. */
export function canWrite(chat: Chat, text: string): boolean {
  return mayWrite(chat) && text.trim() !== '' && fitsMessage(text);
}

/** Whether a text is at most {@link limits.maxTextBytes} in UTF-8. */
export function fitsMessage(text: string): boolean {
  // No character takes less than a byte, so the long ones need not be encoded.
  return text.length <= limits.maxTextBytes && utf8(text).length <= limits.maxTextBytes;
}

export function write(chat: Chat, text: string, nowMs: number): ChatStep {
  if (!canWrite(chat, text)) return stay(chat);
  const seq = chat.sealed + 1;
  return {
    chat: {
      ...chat,
      sealed: seq,
      refresh: messageCounted(chat.refresh, nowMs),
      lines: [...chat.lines, { kind: 'mine', key: `m${seq}`, text, atMs: nowMs, status: 'sending' }],
      // A message ends the typing at the other side by itself.
      typingUntilMs: undefined,
      typingToldAtMs: undefined,
      typingDue: undefined,
    },
    effects: [{ type: 'seal', said: { type: 'text', text }, atMs: nowMs }],
  };
}

/** Goes out with what was just done: this side's half of a fresh key agreement, where it is time for one. */
export function withRefresh({ chat, effects }: ChatStep, nowMs: number): ChatStep {
  if (chat.channel === 'over' || !refreshDue(chat.refresh, nowMs)) return { chat, effects };
  const asked = sayRefresh({ ...chat, refresh: refreshAsked(chat.refresh) }, nowMs);
  return { chat: asked.chat, effects: [...effects, ...asked.effects] };
}

/** A message without words: it takes a number and is acknowledged, and nobody sees it. */
export function sayRefresh(chat: Chat, nowMs: number): ChatStep {
  return {
    chat: { ...chat, sealed: chat.sealed + 1 },
    effects: [{ type: 'seal', said: { type: 'refresh' }, atMs: nowMs }],
  };
}

export function sealed(chat: Chat, envelope: Envelope): ChatStep {
  return stay({ ...chat, outbox: [...chat.outbox, envelope] });
}

export function typing(chat: Chat, nowMs: number): ChatStep {
  const { typingToldAtMs } = chat;
  const due = typingToldAtMs === undefined || nowMs - typingToldAtMs >= typingRefreshMs;
  return stay({
    ...chat,
    typingUntilMs: nowMs + typingPauseMs,
    ...(due && { typingDue: true, typingToldAtMs: nowMs }),
  });
}

/** Nobody presses keys any more; told where it was told that somebody did. */
export function typingEnded(chat: Chat): Chat {
  return { ...chat, typingUntilMs: undefined, typingToldAtMs: undefined, typingDue: false };
}

export function seen(chat: Chat): ChatStep {
  return stay(chat.receipts ? { ...chat, seen: chat.received } : chat);
}

/**
 * What to hand to the link next, `undefined` for nothing. Asked again after each `sent`, so that what piles up while
 * the link is full melts into one acknowledgement, one receipt, one sign of typing.
 */
export function nextDue(chat: Chat): Due | undefined {
  if (chat.channel !== 'greeting' && chat.channel !== 'open') return undefined;
  if (chat.helloDue) return { type: 'hello' };
  if (chat.channel !== 'open') return undefined;
  // Ahead of the messages, which would hold a code back for as long as there are any: these are three small frames.
  const safety = chat.safety && nextSafetyFrame(chat.safety);
  if (safety !== undefined) return { type: 'control', frame: safety };
  const envelope = chat.outbox.find(({ seq }) => seq > chat.handedOver);
  if (envelope !== undefined) return { type: 'envelope', envelope };
  const { received, seen: seenSeq, typingDue } = chat;
  if (received > chat.toldReceived) return { type: 'control', frame: { type: 'ack', ackSeq: received } };
  if (seenSeq > chat.toldSeen) return { type: 'control', frame: { type: 'read', seq: seenSeq } };
  if (typingDue !== undefined) return { type: 'control', frame: { type: 'typing', on: typingDue } };
  return pictureWordDue(chat) ?? picturePartDue(chat);
}

/** Takes note that the link has taken it. */
export function sent(chat: Chat, due: Due, nowMs: number): ChatStep {
  switch (due.type) {
    case 'picture-word':
    case 'picture-part':
      return stay(pictureSent(chat, due, nowMs));
    case 'hello':
      return stay({ ...chat, helloDue: false });
    case 'envelope': {
      const { seq, ackSeq } = due.envelope;
      return stay({
        ...chat,
        handedOver: seq,
        everHandedOver: Math.max(chat.everHandedOver, seq),
        toldReceived: Math.max(chat.toldReceived, ackSeq),
      });
    }
    case 'control':
      switch (due.frame.type) {
        case 'ack':
          return stay({ ...chat, toldReceived: due.frame.ackSeq });
        case 'read':
          return stay({ ...chat, toldSeen: due.frame.seq });
        case 'typing':
          return stay({ ...chat, typingDue: undefined });
        case 'commit':
        case 'nonce':
        case 'reveal':
          return stay({ ...chat, safety: chat.safety && safetyFrameSent(chat.safety) });
      }
  }
}
