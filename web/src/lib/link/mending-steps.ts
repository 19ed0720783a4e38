import type { Role } from '@sotto/protocol';
import type { LinkClosed } from './peer-link.ts';

/** What goes into a step of mending, and what comes out of it. */

/** `rebuilding`: the channel is dead, and another connection is being made for the same match. */
export type MendingPhase = 'connecting' | 'open' | 'blinking' | 'mending' | 'rebuilding' | 'closed';

export interface Mending {
  readonly role: Role;
  readonly phase: MendingPhase;
  /** When the phase began; for `mending`, when the path was lost. */
  readonly sinceMs: number;
  /** When something is due: pass a `tick` then. */
  readonly dueMs: number | undefined;
  readonly restartedAtMs: number | undefined;
  /** New connections so far, less those that are forgiven or keep the pace, as it stood with the last one. */
  readonly rebuilds: number;
  readonly rebuiltAtMs: number;
  /** The path of an open link may be gone: nothing was heard since this was said. */
  readonly inDoubt: boolean;
  /** It is made anew because the partner's browser closed the channel, and nothing came from there since. */
  readonly closedThere: boolean;
}

export type MendingEvent =
  | { readonly type: 'tick' }
  | { readonly type: 'channel-open' }
  /** The other browser closed the channel. */
  | { readonly type: 'channel-closed' }
  /** `RTCPeerConnection.connectionState`, DTLS and ICE in one. */
  | { readonly type: 'connection'; readonly state: RTCPeerConnectionState }
  /** The answerer asks for a new offer. */
  | { readonly type: 'restart-asked' }
  /** The answerer's connection is dead: it asks for the offer of a new one. */
  | { readonly type: 'rebuild-asked' }
  /** The initiator's offer is one of a new connection. */
  | { readonly type: 'rebuilt-there' }
  /** Other servers from now on. `renew`: a path is to be looked for; `doubt`: since the one there is may be gone. */
  | { readonly type: 'configured'; readonly renew: boolean; readonly doubt: boolean }
  /** The partner has this side's description of a restart, and this side the partner's. */
  | { readonly type: 'exchanged' }
  /** Something came from the partner over the channel. */
  | { readonly type: 'heard' }
  /** What the connection knows may no longer be used. */
  | { readonly type: 'narrowed' }
  | { readonly type: 'close'; readonly why: LinkClosed };

export type MendingEffect =
  /** As initiator: restart ICE and send an offer, or send again the offer that has no answer yet. */
  | { readonly type: 'restart' }
  /** As answerer: ask the initiator to do so. */
  | { readonly type: 'ask-restart' }
  /** As initiator: make a new connection and send its offer, or send again the offer that has no answer yet. */
  | { readonly type: 'rebuild' }
  /** As answerer: ask the initiator to do so. */
  | { readonly type: 'ask-rebuild' }
  /** As answerer: let go of the connection at once, and hold another one ready for the partner's next offer. */
  | { readonly type: 'let-go' }
  | { readonly type: 'opened' }
  | { readonly type: 'reconnecting' }
  | { readonly type: 'mended' }
  | { readonly type: 'closed'; readonly why: LinkClosed };

export interface MendingStep {
  readonly state: Mending;
  readonly effects: readonly MendingEffect[];
}
