import type { Card, MatchedFrame, MatchKeys, RandomBytes, SignalData } from '@sotto/protocol';
import type { LinkFactory } from '../link/peer-link.ts';
import type { ChatEnd, ChatSnapshot } from './chat-state.ts';
import type { Signatures } from './sealed-transcript.ts';

/** What a chat tells the app. */
export interface ChatListener {
  /** To be taken to the partner, in order. */
  signal(data: SignalData): void;
  changed(snapshot: ChatSnapshot): void;
  /** The chat ended by itself; told once, after the last change. */
  ended(why: ChatEnd): void;
}

export interface ChatClock {
  nowMs(): number;
  /** Runs once after that time; the result cancels it. */
  after(delayMs: number, run: () => void): () => void;
}

export interface ChatParts {
  readonly matched: MatchedFrame;
  /** The keys behind `card`. The chat's own from now on: it erases them. */
  readonly keys: MatchKeys;
  /** The card that went out with the ticket. */
  readonly card: Card;
  readonly factory: Pick<LinkFactory, 'connect'>;
  /** Whether read receipts are given and shown. */
  readonly receipts: boolean;
  readonly clock: ChatClock;
  readonly randomBytes: RandomBytes;
  readonly listener: ChatListener;
  /** The platform's own, unless given. */
  readonly signatures?: Signatures;
}
