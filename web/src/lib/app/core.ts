import type {
  Card,
  ClientFrame,
  IcePolicy,
  MatchedFrame,
  MatchId,
  SignalData,
  StatementOfReasons,
  TicketId,
} from '@sotto/protocol';
import type { LinkConfig } from '../link/peer-link.ts';
import type { SocketNews } from '../socket/news.ts';
import { noAvoids, type AvoidList } from './avoid-list.ts';
import type { ChatView, DirectEvent, Failure, Partner, Profile, SignalingState } from './state.ts';

/** The vocabulary of the app machine: what it remembers, what it hears, what it wants done. */

/** The part of a chat that the chat session itself keeps. */
export type ChatSnapshot = Omit<ChatView, 'partner' | 'icePolicy' | 'direct'>;

/** The card of a ticket, with the proof that its keys are one's own. */
export interface ProvenCard {
  readonly card: Card;
  readonly proof: string;
}

/** Where an agreement on a direct connection stands: what this person wants, and what the server has heard from either side. */
export interface Direct {
  readonly wanted: boolean;
  readonly mine: boolean;
  readonly theirs: boolean;
}

/** A match that this side holds, from `matched` until it is over. */
export interface LiveMatch {
  readonly match: MatchId;
  readonly ticket: TicketId;
  readonly card: ProvenCard;
  /** When the person began to wait. */
  readonly sinceMs: number;
  readonly matchedAtMs: number;
  readonly partner: Partner;
  readonly icePolicy: IcePolicy;
  readonly direct: Direct;
  /** Names the partner in the avoid list. */
  readonly avoid: string;
  /** Both have accepted. Until then the match may come to nothing, and its ticket go back into the queue. */
  readonly confirmed: boolean;
  readonly chat: ChatSnapshot;
}

/** A ticket of this side: in the queue, or on its way there. */
export interface Search {
  readonly ticket: TicketId;
  readonly sinceMs: number;
  /** Undefined until the keys are made; the seek waits for them. */
  readonly card?: ProvenCard;
  /** The offer made in advance: asked for, or at hand. */
  readonly offer?: 'asked' | { readonly sdp: string };
  /** The seek has been written, so the server may hold the ticket or a match of it. */
  readonly sent: boolean;
  readonly estimateMs?: number;
}

export type Stage =
  | { readonly at: 'idle' }
  /** The socket is being opened for the first time; the search follows. */
  | { readonly at: 'signing-in' }
  | { readonly at: 'searching'; readonly search: Search }
  /** Matched; the link is being made. */
  | { readonly at: 'found'; readonly live: LiveMatch }
  /** The link has been open at least once. */
  | { readonly at: 'chatting'; readonly live: LiveMatch }
  | { readonly at: 'over'; readonly live: LiveMatch; readonly why: OverReason }
  | { readonly at: 'failed'; readonly failure: Failure; readonly detail?: string }
  /** A moderator has shut this identity out. */
  | { readonly at: 'banned'; readonly statement: StatementOfReasons }
  /** After panic. Nothing leads out of it. */
  | { readonly at: 'wiped' };

/** What the app adds to the lines of a chat. */
export type NotedEvent = 'partner-left' | 'partner-gone' | DirectEvent;

export type OverReason = 'partner-left' | 'partner-gone' | 'link-lost' | 'flooded';

export interface Core {
  readonly stage: Stage;
  readonly signaling: SignalingState;
  readonly profile?: Profile;
  readonly avoid: AvoidList;
  /** A ticket that was taken back without an answer so far. The server takes no other seek until then. */
  readonly cancelling?: TicketId;
  /** The socket was cut, so the path of a chat may be gone with the network that both were on. */
  readonly cut?: true;
  /** What a moderator has told this person, and they have not acknowledged; the oldest first. */
  readonly warnings: readonly StatementOfReasons[];
  /** Frames of the live match that found no socket; written when the server says that it kept the match. */
  readonly outbox: readonly ClientFrame[];
}

/** Nobody has asked for anything yet. */
export const initialCore: Core = {
  stage: { at: 'idle' },
  signaling: 'off',
  avoid: noAvoids,
  warnings: [],
  outbox: [],
};

export type Command =
  | {
      readonly type: 'start';
      readonly profile: Profile;
      readonly avoid: AvoidList;
      /** Whether the browser has what it takes. */
      readonly supported: boolean;
    }
  | {
      readonly type: 'block';
      /** Whom; without, the partner on the page. */
      readonly of?: { readonly match: MatchId; readonly avoid: string };
    }
  | { readonly type: 'allow-direct'; readonly allow: boolean }
  /** A warning was read. */
  | { readonly type: 'acknowledge'; readonly receipt: string }
  | { readonly type: 'cancel' | 'next' | 'leave' | 'panic' | 'forget' };

export type LinkEvent =
  /** The keys of a ticket are made. */
  | { readonly type: 'prepared'; readonly ticket: TicketId; readonly card: ProvenCard }
  /** The offer of a ticket is made. */
  | { readonly type: 'offered'; readonly ticket: TicketId; readonly sdp: string }
  | { readonly type: 'link-signal'; readonly match: MatchId; readonly data: SignalData }
  | { readonly type: 'chat-changed'; readonly match: MatchId; readonly chat: ChatSnapshot }
  /** The partner said goodbye over the link itself. */
  | { readonly type: 'partner-left'; readonly match: MatchId }
  /** The keys or the fingerprint don't fit: nothing was opened. */
  | { readonly type: 'not-trusted'; readonly match: MatchId }
  /** The partner sent more than anybody reads; the chat has closed itself. */
  | { readonly type: 'flooded'; readonly match: MatchId }
  /** The link never opened, or could not be mended. */
  | { readonly type: 'link-failed'; readonly match: MatchId }
  /** The page could not load or run the code of the link. */
  | { readonly type: 'link-unavailable' };

export type CoreEvent =
  | Command
  | LinkEvent
  | { readonly type: 'socket'; readonly news: SocketNews; readonly networkUp: boolean }
  | { readonly type: 'connect-timeout'; readonly match: MatchId }
  | { readonly type: 'direct-timeout'; readonly match: MatchId }
  /** Another tab of this browser has begun to search. */
  | { readonly type: 'taken-over' };

/** What a step may take from outside. */
export interface Surroundings {
  readonly nowMs: number;
  readonly newTicket: () => TicketId;
}

export type CoreEffect =
  /** Opens the socket under this nickname; where it runs under another, that one is closed first. */
  | { readonly type: 'connect'; readonly nickname: string }
  | { readonly type: 'disconnect' }
  /** Tells the other tabs of this browser that the search is here now. */
  | { readonly type: 'take-over' }
  | { readonly type: 'write'; readonly frame: ClientFrame }
  /** Finds out whether the socket is dead: what is written into a dead one is lost, and it may take half a minute to show. */
  | { readonly type: 'test-socket' }
  /** Makes the keys of a ticket; answered by `prepared`. */
  | { readonly type: 'prepare'; readonly ticket: TicketId }
  /** Makes the offer of a ticket; answered by `offered`. */
  | { readonly type: 'make-offer'; readonly ticket: TicketId }
  /** Makes the link of a match. As answerer with an offer at hand, the answer is due at once. */
  | { readonly type: 'link'; readonly matched: MatchedFrame }
  | { readonly type: 'signal'; readonly match: MatchId; readonly data: SignalData }
  /** How the link of a match looks for its way from now on. */
  | {
      readonly type: 'configure';
      readonly match: MatchId;
      readonly config: LinkConfig;
      readonly renew: boolean;
    }
  /** Ends the link of a match: says goodbye over it where `goodbye`, then lets go of it and its keys. */
  | { readonly type: 'unlink'; readonly match: MatchId; readonly goodbye: boolean }
  /** Lets go of what was made for a ticket that won't be matched. */
  | { readonly type: 'discard'; readonly ticket: TicketId }
  /** Adds a line to the chat. */
  | { readonly type: 'note'; readonly match: MatchId; readonly event: NotedEvent }
  /** Tells `direct-timeout` when a direct connection has had its time; `undefined`: no more. */
  | { readonly type: 'direct-timer'; readonly match: MatchId | undefined }
  | { readonly type: 'connect-timer'; readonly match: MatchId | undefined }
  | { readonly type: 'save-avoid'; readonly avoid: AvoidList }
  /** Keeps on the device why this person is shut out: after a reload they read it again. */
  | { readonly type: 'keep-statement'; readonly statement: StatementOfReasons }
  /** Tells the server that a warning was read. */
  | { readonly type: 'acknowledge'; readonly receipt: string }
  /** Tells the server to delete the identity and empties every storage of the page. */
  | { readonly type: 'wipe' };

export interface CoreStep {
  readonly core: Core;
  readonly effects: readonly CoreEffect[];
}

/** A frame that is worth nothing later: written where there is a socket, forgotten where there is none. */
export function writeNow(core: Core, frame: ClientFrame): readonly CoreEffect[] {
  return core.signaling === 'online' ? [{ type: 'write', frame }] : [];
}

/** Takes a ticket back that the server holds. Without a socket it is found among the leftovers when one comes. */
export function takeBack(core: Core, ticket: TicketId): CoreStep {
  if (core.signaling !== 'online') return stay(core);
  return {
    core: { ...core, cancelling: ticket },
    effects: [{ type: 'write', frame: { t: 'cancel', ticket } }],
  };
}

/** Nothing changes, nothing is done. */
export function stay(core: Core): CoreStep {
  return { core, effects: [] };
}
