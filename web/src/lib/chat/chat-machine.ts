import { restartSafetyExchange } from '@sotto/protocol';
import { end, stay, withSystemLine, type Chat, type ChatEvent, type ChatStep } from './chat-state.ts';
import { frameIn, greeted, opened } from './incoming.ts';
import { sealed, seen, sent, typing, typingEnded, withRefresh, write } from './outgoing.ts';

/** The chat as a pure machine: what is done, what the link tells and what the clock says come in one by one. */
export function step(chat: Chat, event: ChatEvent, nowMs: number): ChatStep {
  if (chat.channel === 'over') {
    return stay(event.type === 'note' ? withSystemLine(chat, event.event, nowMs) : chat);
  }
  switch (event.type) {
    case 'write':
      return withRefresh(write(chat, event.text, nowMs), nowMs);
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
      return sent(chat, event.due);
    case 'tick':
      return stay(tick(chat, nowMs));
    case 'note':
      return stay(withSystemLine(chat, event.event, nowMs));
    case 'leave':
      return end(chat);
  }
}

/** When a `tick` is due next. */
export function nextTickMs({ typingUntilMs, partnerTypingUntilMs }: Chat): number | undefined {
  if (typingUntilMs === undefined) return partnerTypingUntilMs;
  return Math.min(typingUntilMs, partnerTypingUntilMs ?? Infinity);
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
  });
}

function mended(chat: Chat, nowMs: number): ChatStep {
  if (chat.channel !== 'open' || chat.link !== 'reconnecting') return stay(chat);
  return stay(withSystemLine({ ...chat, link: 'open' }, 'reconnected', nowMs));
}

function reconnecting(chat: Chat, nowMs: number): ChatStep {
  if (chat.link !== 'open') return stay(chat);
  const lost: Chat = { ...chat, link: 'reconnecting', partnerTypingUntilMs: undefined };
  return stay(withSystemLine(lost, 'reconnecting', nowMs));
}

function tick(chat: Chat, nowMs: number): Chat {
  const { typingUntilMs, partnerTypingUntilMs } = chat;
  const after = typingUntilMs !== undefined && nowMs >= typingUntilMs ? typingEnded(chat) : chat;
  if (partnerTypingUntilMs === undefined || nowMs < partnerTypingUntilMs) return after;
  return { ...after, partnerTypingUntilMs: undefined };
}
