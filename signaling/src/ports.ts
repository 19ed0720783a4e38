import type { ProblemKind, Result, SessionId } from '@sotto/protocol';

/** What the socket hub needs of the session side of the server, so that neither knows the other's inside. */

/** A session as a valid access token proves it. */
export interface SessionPrincipal {
  readonly session: SessionId;
  readonly nickname: string;
  /** Keyed hash of the identity's public key: names the person in avoid tokens. */
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

/** Turns a socket's remote address into the keyed hash of its prefix (/24, /64); see DESIGN, "What the server knows". */
export interface AddressPrefixes {
  keyOf(remoteAddress: string | undefined, forwardedFor: string | undefined): string;
}
