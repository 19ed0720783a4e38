import type { SessionId } from '@sotto/protocol';

/** One session: one device that signed in with one identity, and its family of refresh tokens. */
export interface SessionRecord {
  readonly session: SessionId;
  /** 16 bytes in base64url: the keyed hash of the identity's public key, which itself is not kept. */
  readonly handle: string;
  readonly nickname: string;
  /** SHA-256 of the one refresh token that is good now, in base64url. */
  readonly refreshHash: string;
  /** Milliseconds since the epoch. */
  readonly lastUsedAtMs: number;
}

/** `reused`: the token was good once; the session has ended. `unknown`: no such session, or idle for too long. */
export type Rotation =
  | { readonly outcome: 'rotated'; readonly record: SessionRecord }
  | { readonly outcome: 'reused' | 'unknown' };

/**
 * Where sessions live. The memory and Redis adapters pass the same contract suite. Each call is atomic, also
 * between nodes. A session idle for too long is gone for every call at once, and cleared away by `sweep`.
 */
export interface SessionStore {
  create(record: SessionRecord): Promise<void>;
  find(session: SessionId, nowMs: number): Promise<SessionRecord | undefined>;
  /**
   * Replaces the refresh token if `presentedHash` is the current one; else ends the session, since somebody
   * holds a copy of its tokens.
   */
  rotate(session: SessionId, presentedHash: string, nextHash: string, nowMs: number): Promise<Rotation>;
  /** Marks a session as used. May be written out as late as the next `sweep`. */
  touch(session: SessionId, nowMs: number): void;
  /** Ends one session; nothing happens where there is none. */
  remove(session: SessionId): Promise<void>;
  /** Ends every session of an identity and keeps no trace of it. */
  removeIdentity(handle: string): Promise<void>;
  /** Ends the sessions that have been idle for too long. To be called about once a minute. */
  sweep(nowMs: number): Promise<void>;
  /**
   * Told at least once, on every node, about each session that ends by `rotate`, `remove`, `removeIdentity`
   * or `sweep`.
   */
  onEnded(listener: (session: SessionId) => void): void;
  close(): Promise<void>;
}
