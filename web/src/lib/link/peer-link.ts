import type { Bytes, IcePolicy, IceServer, Role, SignalData } from '@sotto/protocol';
import type { LinkPath } from '../app/state.ts';

/** How a connection may be looked for. Set explicitly: an empty list means that no STUN or TURN server is asked. */
export interface LinkConfig {
  readonly iceServers: readonly IceServer[];
  readonly icePolicy: IcePolicy;
}

/** One connection to make. */
export interface LinkPlan extends LinkConfig {
  readonly role: Role;
  /** SHA-256 of the partner's DTLS certificate, as the partner's card says. */
  readonly peerFingerprint: Bytes;
  /** For the answerer: the offer that came with the match. Otherwise it comes as a signal. */
  readonly offer?: string;
}

/** Why a link is closed; told once. */
export type LinkClosed =
  /** {@link PeerLink.close} was called. */
  | 'here'
  /** The partner's browser closed the channel, and no other one could be made. */
  | 'there'
  | 'never-opened'
  /** The path was lost and could not be mended in time. */
  | 'lost'
  /** A fingerprint did not fit the cards: somebody may be in between. Nothing of it was applied. */
  | 'not-trusted';

export type LinkEvent =
  /** To be taken to the partner, in order. */
  | { readonly type: 'signal'; readonly data: SignalData }
  /**
   * The way is open: a first time (`fresh`), or again after `reconnecting`. Whatever was sent on a channel
   * that stayed arrives; with a fresh one nothing did.
   */
  | { readonly type: 'open'; readonly fresh: boolean }
  /** The path is lost and being mended. What is sent now arrives when it is, if it is. */
  | { readonly type: 'reconnecting' }
  | { readonly type: 'path'; readonly path: LinkPath }
  | { readonly type: 'message'; readonly bytes: Bytes }
  /** Something is to be said, however little: it makes what was lost with the path before go out again. See `nudges.ts`. */
  | { readonly type: 'nudge' }
  /** After `send` said `false`: there is room again. */
  | { readonly type: 'drain' }
  /** The last event. */
  | { readonly type: 'closed'; readonly why: LinkClosed };

/**
 * A data channel to one partner: ordered, reliable, in whole messages, mended when its path is lost. It knows
 * nothing of what is said. Events come to the listener given to {@link LinkFactory.connect}, the first of
 * them after it has returned.
 */
export interface PeerLink {
  /** Takes a signal of this match from the partner. After the end it does nothing. */
  signal(data: SignalData): void;
  /**
   * How the way is looked for from now on. Another policy restarts ICE under it; a path that is being mended is looked for
   * anew at once.
   * @param renew looks for a path anew in any case: ICE takes seconds to see that one is gone
   */
  configure(config: LinkConfig, renew: boolean): void;
  /**
   * `false`, with nothing sent, where there is no open channel or its buffer is full: wait for `open` or `drain`.
   * @param bulk gives way: taken only while little is buffered, so that what is sent next is not held up by it.
   */
  send(bytes: Bytes, bulk?: boolean): boolean;
  /** Closes, lets go of everything, and tells `closed` before it returns. What was sent before still goes out. */
  close(): void;
}

/** Makes links. One per tab: it holds the tab's one certificate, and one offer made in advance. */
export interface LinkFactory {
  /** SHA-256 of the tab's DTLS certificate; goes into each card. */
  readonly fingerprint: Bytes;
  /**
   * Makes an offer to send ahead of a match, or gives the one that lies unused. The next link of role
   * `initiator` with the same config takes it. Candidates found later follow as signals of that link.
   * @returns the session description, `undefined` where a link took the offer before it was finished
   */
  prepareOffer(config: LinkConfig): Promise<string | undefined>;
  /**
   * Starts a link. As answerer with an offer the answer follows at once; as initiator the offer is signalled
   * in any case, since it may have missed the ticket it was made for.
   */
  connect(plan: LinkPlan, listener: (event: LinkEvent) => void): PeerLink;
  /** Lets go of the offer made in advance. Links go on. */
  close(): void;
}
