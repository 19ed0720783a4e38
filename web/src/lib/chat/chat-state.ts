import type {
  Bytes,
  Content,
  EnvelopeHeader,
  FileFrame,
  LinkFrame,
  Role,
  SafetyExchange,
  SafetyFrame,
} from '@sotto/protocol';
import type { ChatView, LinkPath, LinkState, Line, SystemEvent } from '../app/state.ts';
import type { LinkClosed } from '../link/peer-link.ts';
import type { PictureDue } from './pictures/picture-due.ts';
import type { IncomingPicture, PictureRead } from './pictures/incoming-picture.ts';
import type { OutgoingPicture } from './pictures/outgoing-picture.ts';
import { withoutUnfinished } from './pictures/picture-lines.ts';
import { calm, type Flood } from './flood.ts';
import { newRefresh, type Refresh } from './refresh.ts';
import type { Envelope, Said, SaidFile } from './said.ts';

/**
 * The vocabulary of the chat machine. It decides what is shown, sent, sent again, acknowledged and dropped; it
 * neither seals nor sends. Its promise: whatever a link loses, repeats or interrupts, each message is read once and in
 * order, or stays marked as on its way.
 */

/** What a chat shows of itself; the partner's name and the like are the app's. */
export type ChatSnapshot = Omit<ChatView, 'partner' | 'icePolicy' | 'direct'>;

/** Why a chat ended by itself. */
export type ChatEnd =
  /** The partner said goodbye over the link. */
  | 'partner-left'
  /** The link never opened, was lost for good, or was closed by the other browser without a word. */
  | 'link-lost'
  /** The partner sent more than anybody reads. */
  | 'flooded'
  /** Keys, fingerprints or frames did not fit: somebody may be in between. */
  | 'not-trusted';

export interface Chat {
  /**
   * `closed`: no channel. `greeting`: there is one, and the partner has not proved yet to hold the keys. `open`:
   * the partner has. `over`: nothing happens any more.
   */
  readonly channel: 'closed' | 'greeting' | 'open' | 'over';
  readonly link: LinkState;
  readonly path: LinkPath;
  readonly lines: readonly Line[];
  /** Read receipts, given and shown only where this side's setting is on. */
  readonly receipts: boolean;
  /** What the partner has sent lately. */
  readonly flood: Flood;
  /** How long the keys that seal have served. */
  readonly refresh: Refresh;

  /** Own messages, numbered from 1: sealed, handed to any channel, to the present one, acknowledged, up to and with. */
  readonly sealed: number;
  readonly everHandedOver: number;
  readonly handedOver: number;
  readonly acked: number;
  readonly outbox: readonly Envelope[];

  /** The partner's messages: received in order, told as acknowledged, told as read, up to and with. */
  readonly received: number;
  readonly toldReceived: number;
  readonly seen: number;
  readonly toldSeen: number;

  /** The latest picture of each side. */
  readonly pictures: { readonly mine?: OutgoingPicture; readonly theirs?: IncomingPicture };

  readonly helloDue: boolean;
  /** Goes on beside the messages, once the channel is open. None where the match was refused from the start. */
  readonly safety: SafetyExchange | undefined;
  /** The last key was pressed less than a pause ago; until when that holds. */
  readonly typingUntilMs: number | undefined;
  readonly typingToldAtMs: number | undefined;
  readonly typingDue: boolean | undefined;
  readonly partnerTypingUntilMs: number | undefined;
}

export type ChatEvent =
  | { readonly type: 'write'; readonly text: string }
  | { readonly type: 'write-picture'; readonly said: SaidFile }
  /** The person stops the picture of a line. */
  | { readonly type: 'cancel-picture'; readonly key: string }
  /** Answers the effect `read-picture` at once. */
  | { readonly type: 'picture-read'; readonly seq: number; readonly read: PictureRead }
  /** Answers the effect `seal`, in the order in which they were asked for. */
  | { readonly type: 'sealed'; readonly envelope: Envelope }
  /** A key was pressed. */
  | { readonly type: 'typing' }
  /** The newest of their lines has been on screen. */
  | { readonly type: 'seen' }
  | { readonly type: 'link-open'; readonly fresh: boolean }
  | { readonly type: 'link-reconnecting' }
  | { readonly type: 'link-nudge' }
  | { readonly type: 'link-path'; readonly path: LinkPath }
  | { readonly type: 'link-closed'; readonly why: LinkClosed }
  /** The partner's hello, checked. */
  | { readonly type: 'greeted'; readonly confirmed: boolean }
  | { readonly type: 'frame'; readonly frame: Exclude<LinkFrame, { type: 'hello' }> }
  /** Bytes that are no frame. */
  | { readonly type: 'malformed' }
  /** Answers the effect `open`; without a content the message was altered, or its signature is not the partner's. */
  | { readonly type: 'opened'; readonly seq: number; readonly content: Content | undefined }
  /** What {@link nextDue} named was taken by the link. */
  | { readonly type: 'sent'; readonly due: Due }
  | { readonly type: 'tick' }
  | { readonly type: 'note'; readonly event: SystemEvent }
  | { readonly type: 'leave' };

/** The next thing to hand to the link. */
export type Due =
  | { readonly type: 'hello' }
  | { readonly type: 'envelope'; readonly envelope: Envelope }
  | {
      readonly type: 'control';
      readonly frame: SafetyFrame | Extract<LinkFrame, { type: 'ack' | 'read' | 'typing' }>;
    }
  | PictureDue;

export type ChatEffect =
  /** Sign and seal the next own message, which acknowledges all that is received now; answered by `sealed`. */
  | { readonly type: 'seal'; readonly said: Said; readonly atMs: number }
  /** Open and verify the next message of the partner; answered by `opened` before the next event of the link. */
  | { readonly type: 'open'; readonly header: EnvelopeHeader; readonly sealed: Bytes }
  /** Open and check a part of the partner's picture. */
  | {
      readonly type: 'read-picture';
      readonly frame: Extract<FileFrame, { type: 'file-hashes' | 'file-chunk' }>;
    }
  /** One's own picture is whole at the other side: its file can be reported from now on. */
  | { readonly type: 'picture-arrived'; readonly key: string }
  /** Erase the key of a side's picture, and all of it that isn't kept otherwise. */
  | { readonly type: 'picture-gone'; readonly side: 'mine' | 'theirs' }
  /** Let go of the files of these lines. */
  | { readonly type: 'pictures-forgotten'; readonly keys: readonly string[] }
  /** Close the link, erase the keys; where `why` is given, the chat ended by itself. */
  | { readonly type: 'end'; readonly why?: ChatEnd };

export interface ChatStep {
  readonly chat: Chat;
  readonly effects: readonly ChatEffect[];
}

export function newChat(receipts: boolean, role: Role): Chat {
  return {
    channel: 'closed',
    flood: calm,
    refresh: newRefresh(role),
    link: 'connecting',
    path: 'unknown',
    lines: [],
    receipts,
    sealed: 0,
    everHandedOver: 0,
    handedOver: 0,
    acked: 0,
    outbox: [],
    received: 0,
    toldReceived: 0,
    seen: 0,
    toldSeen: 0,
    pictures: {},
    helloDue: false,
    safety: undefined,
    typingUntilMs: undefined,
    typingToldAtMs: undefined,
    typingDue: undefined,
    partnerTypingUntilMs: undefined,
  };
}

/** Messages under way at most: beyond it a lost link is not worth writing into. */
export const maxUnacknowledged = 200;

/** Whether the chat goes on, and not too many messages are under way. */
export function mayWrite({ channel, sealed, acked }: Chat): boolean {
  return channel !== 'over' && sealed - acked < maxUnacknowledged;
}

/** What the pages show. */
export function snapshotOf({ lines, link, path, partnerTypingUntilMs }: Chat): ChatSnapshot {
  return { lines, link, path, partnerTyping: partnerTypingUntilMs !== undefined };
}

/** Whether pages would show the same. */
export function sameSnapshot(a: ChatSnapshot, b: ChatSnapshot): boolean {
  return a.lines === b.lines && a.link === b.link && a.path === b.path && a.partnerTyping === b.partnerTyping;
}

export function stay(chat: Chat): ChatStep {
  return { chat, effects: [] };
}

export function withSystemLine(chat: Chat, event: SystemEvent, atMs: number): Chat {
  const key = `s${chat.lines.length}`;
  return { ...chat, lines: [...chat.lines, { kind: 'system', key, event, atMs }] };
}

/** Ends the chat. Its lines stay. */
export function end(chat: Chat, why?: ChatEnd): ChatStep {
  const over: Chat = {
    ...chat,
    channel: 'over',
    link: 'closed',
    outbox: [],
    lines: withoutUnfinished(chat.lines),
    pictures: {},
    typingUntilMs: undefined,
    typingDue: undefined,
    partnerTypingUntilMs: undefined,
  };
  return { chat: over, effects: [why === undefined ? { type: 'end' } : { type: 'end', why }] };
}
