import {
  isFileFrame,
  takeSafetyFrame,
  type Content,
  type LinkFrame,
  type SafetyFrame,
} from '@sotto/protocol';
import type { Line } from '../app/state.ts';
import { end, stay, withSystemLine, type Chat, type ChatStep } from './chat-state.ts';
import { pour } from './flood.ts';
import { sayRefresh } from './outgoing.ts';
import { isPictureProgress, pictureFrame, picturesWait } from './pictures/in-chat.ts';
import { pictureAnnounced } from './pictures/their-picture.ts';
import { messageCounted, partnerHeard } from './refresh.ts';

/** What the partner says. */

/** A sign of typing that is not renewed holds for this long; three times what a sender's thinning takes. */
export const partnerTypingMs = 6_000;

type Envelope = Extract<LinkFrame, { type: 'envelope' }>;

/** The partner's hello. Until it has come and fits, nothing is sent and nothing is read. */
export function greeted(chat: Chat, confirmed: boolean, nowMs: number): ChatStep {
  if (chat.channel !== 'greeting' || !confirmed) return end(chat, 'not-trusted');
  const first = !chat.lines.some((line) => line.kind === 'system' && line.event === 'connected');
  const open: Chat = { ...chat, channel: 'open', link: 'open', pictures: picturesWait(chat, nowMs) };
  return stay(withSystemLine(open, first ? 'connected' : 'reconnected', nowMs));
}

type Frame = Exclude<LinkFrame, { type: 'hello' }>;

export function frameIn(chat: Chat, frame: Frame, nowMs: number): ChatStep {
  if (chat.channel !== 'open') return end(chat, 'not-trusted');
  if (isFileFrame(frame) && isPictureProgress(chat, frame)) return pictureFrame(chat, frame, nowMs);
  const flood = pour(chat.flood, frame.type === 'envelope' ? 'message' : 'sign', nowMs);
  return flood === undefined ? end(chat, 'flooded') : read({ ...chat, flood }, frame, nowMs);
}

function read(chat: Chat, frame: Frame, nowMs: number): ChatStep {
  switch (frame.type) {
    case 'envelope':
      return envelopeIn(chat, frame);
    case 'ack':
      return acknowledged(chat, frame.ackSeq);
    case 'read':
      return readByPartner(chat, frame.seq);
    case 'typing':
      return stay({ ...chat, partnerTypingUntilMs: frame.on ? nowMs + partnerTypingMs : undefined });
    case 'bye':
      return end(chat, 'partner-left');
    case 'commit':
    case 'nonce':
    case 'reveal':
      return safetyIn(chat, frame);
    default:
      return pictureFrame(chat, frame, nowMs);
  }
}

function safetyIn(chat: Chat, frame: SafetyFrame): ChatStep {
  if (chat.safety === undefined) return end(chat, 'not-trusted');
  const taken = takeSafetyFrame(chat.safety, frame);
  return taken.ok ? stay({ ...chat, safety: taken.value }) : end(chat, 'not-trusted');
}

/**
 * A message that could be opened and verified becomes a line, or part of a key agreement; with one that could not, the
 * chain is broken for good.
 */
export function opened(chat: Chat, seq: number, content: Content | undefined, nowMs: number): ChatStep {
  if (content === undefined) return end(chat, 'not-trusted');
  const answer = content.type === 'refresh';
  const counted = messageCounted(partnerHeard(chat.refresh, answer, nowMs), nowMs);
  const heard: Chat = { ...chat, received: seq, refresh: counted };
  if (answer) return chat.refresh.role === 'answerer' ? sayRefresh(heard, nowMs) : stay(heard);
  if (content.type === 'file') return pictureAnnounced(heard, seq, content.manifest, nowMs);
  return stay({
    ...heard,
    partnerTypingUntilMs: undefined,
    lines: [...chat.lines, { kind: 'theirs', key: `t${seq}`, text: content.text, atMs: nowMs }],
  });
}

/** A channel is ordered and complete, so after a repetition from the start nothing can be missing. */
function envelopeIn(chat: Chat, { header, sealed }: Envelope): ChatStep {
  if (header.seq > chat.received + 1) return end(chat, 'not-trusted');
  const after = acknowledged(chat, header.ackSeq);
  if (after.chat.channel === 'over') return after;
  // Read before. That it has arrived is told anew on each channel.
  if (header.seq <= chat.received) return after;
  return { chat: after.chat, effects: [{ type: 'open', header, sealed }] };
}

/** Cumulative: whatever is up to and with `ackSeq` has arrived. An older acknowledgement says nothing new. */
function acknowledged(chat: Chat, ackSeq: number): ChatStep {
  if (ackSeq > chat.everHandedOver) return end(chat, 'not-trusted');
  if (ackSeq <= chat.acked) return stay(chat);
  return stay({
    ...chat,
    acked: ackSeq,
    outbox: chat.outbox.filter(({ seq }) => seq > ackSeq),
    lines: withStatus(chat.lines, ackSeq, 'delivered'),
  });
}

function readByPartner(chat: Chat, seq: number): ChatStep {
  const after = acknowledged(chat, seq);
  if (after.chat.channel === 'over' || !chat.receipts) return after;
  return stay({ ...after.chat, lines: withStatus(after.chat.lines, seq, 'read') });
}

const rank = { sending: 0, delivered: 1, read: 2 } as const;

function withStatus(lines: readonly Line[], upTo: number, status: 'delivered' | 'read'): readonly Line[] {
  return lines.map((line) =>
    line.kind === 'mine' && seqOf(line.key) <= upTo && rank[line.status] < rank[status]
      ? { ...line, status }
      : line,
  );
}

/** Own lines carry their number in the key. */
function seqOf(key: string): number {
  return Number(key.slice(1));
}
