import type { About, IcePolicy, MatchId, Wants } from '@sotto/protocol';

/** What the pages render. The machine in `machine.ts` makes it, pages only read it. */

/** Remembered on the device. */
export interface Profile {
  readonly nickname: string;
  readonly about: About;
  readonly wants: Wants;
  readonly readReceipts: boolean;
}

export interface Partner {
  readonly nickname: string;
  readonly sharedInterests: readonly string[];
  readonly sharedLanguages: readonly string[];
}

/** One thing in the chat, in the order in which this side saw it. `key` is stable for keyed lists. */
export type Line =
  | {
      readonly kind: 'mine';
      readonly key: string;
      readonly text: string;
      readonly atMs: number;
      /** `sending`: not yet acknowledged. `delivered`: the other's device has it. `read`: only with receipts on. */
      readonly status: 'sending' | 'delivered' | 'read';
    }
  | { readonly kind: 'theirs'; readonly key: string; readonly text: string; readonly atMs: number }
  | { readonly kind: 'system'; readonly key: string; readonly event: SystemEvent; readonly atMs: number };

export type SystemEvent =
  'connected' | 'reconnecting' | 'reconnected' | 'partner-left' | 'partner-gone' | 'you-left';

/** How the two browsers reach each other. */
export type LinkState = 'connecting' | 'open' | 'reconnecting' | 'closed';
export type LinkPath = 'direct' | 'relayed' | 'unknown';

export interface ChatView {
  readonly partner: Partner;
  readonly lines: readonly Line[];
  readonly link: LinkState;
  readonly path: LinkPath;
  readonly icePolicy: IcePolicy;
  readonly partnerTyping: boolean;
}

/** Why a search or chat could not be: each has a text of its own and a way on. */
export type Failure =
  | 'unsupported-browser'
  | 'offline'
  | 'server-unavailable'
  | 'too-many-requests'
  | 'replaced-by-another-tab'
  | 'refused'
  /** The partner's keys or fingerprint did not fit the connection: somebody may be in between. */
  | 'connection-not-trusted'
  | 'could-not-connect';

export type AppState =
  | { readonly phase: 'idle' }
  /** Registering: the proof of work runs in a worker. */
  | { readonly phase: 'signing-in' }
  | { readonly phase: 'searching'; readonly sinceMs: number; readonly estimateMs?: number }
  /** Matched, the link is being made; `chat.link` is `connecting`. */
  | { readonly phase: 'found'; readonly match: MatchId; readonly chat: ChatView }
  /** May follow upon the chat of another match directly: `match` tells them apart. */
  | { readonly phase: 'chatting'; readonly match: MatchId; readonly chat: ChatView }
  /** The match is over; its lines stay readable until Next, Leave or a reload. */
  | {
      readonly phase: 'over';
      readonly match: MatchId;
      readonly chat: ChatView;
      readonly why: 'partner-left' | 'partner-gone' | 'link-lost' | 'flooded';
    }
  | { readonly phase: 'failed'; readonly failure: Failure; readonly detail?: string };

/** The socket to the signaling server. Losing it never ends a chat. */
export type SignalingState = 'off' | 'connecting' | 'online' | 'offline';

/** An emoji of the safety code and the word that reads it aloud. */
export interface SafetySymbol {
  readonly emoji: string;
  readonly name: string;
}

/** The whole of what pages may do. Every call is safe in any phase; one that makes no sense does nothing. */
export interface SottoApp {
  readonly state: AppState;
  readonly signaling: SignalingState;
  /** Registers if need be, then searches. */
  start(profile: Profile): void;
  cancel(): void;
  /** Ends the match, if any, and searches again with the same profile. */
  next(): void;
  /** Ends the match and goes back to `idle`. */
  leave(): void;
  /** Never meet this partner again; ends the match and goes back to `idle`. */
  block(): void;
  /** `false` where the text is empty or over `limits.maxTextBytes`; nothing is sent then. */
  send(text: string): boolean;
  /** Call at each keystroke; it is thinned out and ends by itself. */
  typing(): void;
  /** The newest of their lines has been on screen. Told to the partner only with receipts on. */
  seen(): void;
  /**
   * The symbols that two people compare, as soon as both browsers have said what they hang on, moments after the chat opens;
   * `undefined` while no match is open.
   */
  safetyCode(): Promise<readonly SafetySymbol[] | undefined>;
  /** Closes everything, deletes the identity here and on the server, wipes storage, leaves for a blank page. */
  panic(): void;
  /** Deletes the identity on the server and on the device. */
  forgetMe(): Promise<void>;
}
