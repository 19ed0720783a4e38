import { restartSafetyExchange } from '@sotto/protocol';
import { end, stay, withSystemLine, type Chat, type ChatEvent, type ChatStep } from './chat-state.ts';
import { frameIn, greeted, opened } from './incoming.ts';
import {
  cancelPicture,
  picturesAnew,
  picturesTick,
  picturesTickMs,
  picturesWait,
} from './pictures/in-chat.ts';
import { writePicture } from './pictures/own-picture.ts';
import { pictureRead } from './pictures/their-picture.ts';
import { sealed, seen, sent, typing, typingEnded, withRefresh, write } from './outgoing.ts';

/** The chat as a pure machine: what is done, what the link tells and what the clock says come in one by one. */
export function step(chat: Chat, event: ChatEvent, nowMs: number): ChatStep {
  if (chat.channel === 'over') {
    return stay(event.type === 'note' ? withSystemLine(chat, event.event, nowMs) : chat);
  }
  switch (event.type) {
    case 'write':
      return withRefresh(write(chat, event.text, nowMs), nowMs);
    case 'write-picture':
      return withRefresh(writePicture(chat, event.said, nowMs), nowMs);
    case 'cancel-picture':
      return cancelPicture(chat, event.key, nowMs);
    case 'picture-read':
      return pictureRead(chat, event.seq, event.read, nowMs);
    case 'sealed':
      return sealed(chat, event.envelope);
    case 'typing':
      return typing(chat, nowMs);
    case 'seen':
      return seen(chat);
    case 'link-open':
      return event.fresh ? freshChannel(chat) : mended(chat, nowMs);
    case 'link-reconnecting':
      return reconnecting(chat, nowMs);
    case 'link-path':
      return stay({ ...chat, path: event.path });
    case 'link-nudge':
      // Acknowledged once more: of all that can be said, it changes least.
      return stay(chat.channel === 'open' ? { ...chat, toldReceived: -1 } : chat);
    case 'link-closed':
      return end(chat, event.why === 'not-trusted' ? 'not-trusted' : 'link-lost');
    case 'greeted':
      return greeted(chat, event.confirmed, nowMs);
    case 'frame':
      return frameIn(chat, event.frame, nowMs);
    case 'malformed':
      return end(chat, 'not-trusted');
    case 'opened':
      return withRefresh(opened(chat, event.seq, event.content, nowMs), nowMs);
    case 'sent':
      return sent(chat, event.due, nowMs);
    case 'tick':
      return picturesTick(tick(chat, nowMs), nowMs);
    case 'note':
      return stay(withSystemLine(chat, event.event, nowMs));
    case 'leave':
      return end(chat);
  }
}

/** When a `tick` is due next. */
export function nextTickMs(chat: Chat): number | undefined {
  const due = [chat.typingUntilMs, chat.partnerTypingUntilMs, picturesTickMs(chat)];
  const first = Math.min(...due.map((dueMs) => dueMs ?? Infinity));
  return first === Infinity ? undefined : first;
}

/**
 * Whatever was on its way on the last channel may be lost: all that is not acknowledged goes out again, and the
 * safety code's exchange is repeated.
 */
function freshChannel(chat: Chat): ChatStep {
  return stay({
    ...chat,
    channel: 'greeting',
    helloDue: true,
    safety: chat.safety && restartSafetyExchange(chat.safety),
    handedOver: chat.acked,
    toldReceived: 0,
    toldSeen: 0,
    pictures: picturesAnew(chat),
  });
}

function mended(chat: Chat, nowMs: number): ChatStep {
  if (chat.channel !== 'open' || chat.link !== 'reconnecting') return stay(chat);
  const open: Chat = { ...chat, link: 'open', pictures: picturesWait(chat, nowMs) };
  return stay(withSystemLine(open, 'reconnected', nowMs));
}

function reconnecting(chat: Chat, nowMs: number): ChatStep {
  if (chat.link !== 'open') return stay(chat);
  const lost: Chat = {
    ...chat,
    link: 'reconnecting',
    partnerTypingUntilMs: undefined,
    pictures: picturesWait(chat, undefined),
  };
  return stay(withSystemLine(lost, 'reconnecting', nowMs));
}

function tick(chat: Chat, nowMs: number): Chat {
  const { typingUntilMs, partnerTypingUntilMs } = chat;
  const after = typingUntilMs !== undefined && nowMs >= typingUntilMs ? typingEnded(chat) : chat;
  if (partnerTypingUntilMs === undefined || nowMs < partnerTypingUntilMs) return after;
  return { ...after, partnerTypingUntilMs: undefined };
}
