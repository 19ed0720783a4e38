import type { IcePolicy, IceServer, MatchId, ProblemKind, Result, Role, SessionId } from '@sotto/protocol';

/** What the socket hub needs of the rest of the server, so that neither knows the other's inside. */

/** Milliseconds since the epoch. Injected, so that tests decide what time it is. */
export type Clock = () => number;

/** A session as a valid access token proves it. */
export interface SessionPrincipal {
  readonly session: SessionId;
  readonly nickname: string;
  /** 16 bytes in base64url: a keyed hash of the identity's public key. Names the person in avoid tokens. */
  readonly handle: string;
}

export interface SessionGate {
  /** Checks an access token and that its session still lives. */
  authenticate(accessToken: string): Promise<Result<SessionPrincipal, ProblemKind>>;
  /** Marks a session as used now: idle ones go after 24 hours. */
  touch(session: SessionId): void;
  /** Told on each node when a session ends (logout, deletion, reused refresh token, idle for too long). */
  onEnded(listener: (session: SessionId) => void): void;
}

/** Counts something against a limit. `key` is never an address in the clear. */
export interface RateGate {
  /** `ok: false` carries the seconds until another try can succeed. */
  consume(key: string): Promise<Result<void, { retryAfterS: number }>>;
}

/** So many in so long. */
export interface RateLimit {
  readonly points: number;
  readonly durationS: number;
}

/** Turns a socket's remote address into the keyed hash of its prefix (/24, /64); see DESIGN, "What the server knows". */
export interface AddressPrefixes {
  keyOf(remoteAddress: string | undefined, forwardedFor: string | undefined): string;
}

/**
 * Whether a request with these `Origin` and `Host` headers comes from a page of ours. One without an `Origin` is
 * no browser's; it passes, since nothing here rests on cookies.
 */
export type OriginCheck = (origin: string | undefined, host: string | undefined) => boolean;

/** How the two sides of a match may reach each other. */
export interface IceProvision {
  /** The same for both sides: a relay-only side often fails against one that tries every path. */
  readonly policy: IcePolicy;
  /** ICE servers for one side of one match, with credentials of its own that expire. */
  serversFor(match: MatchId, role: Role): IceServer[];
}
