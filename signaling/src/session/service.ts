import {
  fail,
  ok,
  toBase64Url,
  type RandomBytes,
  type Result,
  type SessionId,
  type SessionTokens,
} from '@sotto/protocol';
import type { Clock, SessionGate } from '../ports.ts';
import type { AccessTokens } from './access-token.ts';
import { handleOf } from './handle.ts';
import type { RefreshTokens } from './refresh-token.ts';
import type { SessionStore } from './store.ts';

/** Why a refresh was refused. */
export type RefreshRefusal = 'refresh-invalid' | 'refresh-reused' | 'session-ended';

/** Sessions from sign-in to end: what the API offers, and the gate that the hub sees. */
export interface SessionService extends SessionGate {
  /** The handle of an identity. */
  handleOf(publicKey: string): string;
  /** Opens a session for an identity that has proven itself. */
  open(publicKey: string, nickname: string): Promise<SessionTokens>;
  /** Trades a refresh token for new tokens. A token that was traded before ends its session. */
  refresh(refreshToken: string): Promise<Result<SessionTokens, RefreshRefusal>>;
  /** The session that a refresh token of ours names, whether or not it lives; for counting. */
  sessionOf(refreshToken: string): SessionId | undefined;
  end(session: SessionId): Promise<void>;
  /** Ends all sessions of an identity and forgets it. */
  forget(handle: string): Promise<void>;
  /** Ends idle sessions. To be called about once a minute. */
  sweep(): Promise<void>;
}

export interface SessionServiceParts {
  readonly store: SessionStore;
  readonly accessTokens: AccessTokens;
  readonly refreshTokens: RefreshTokens;
  readonly handleKey: Uint8Array;
  /** Whether somebody is shut out: then no session of theirs goes on. */
  readonly isBanned?: (handle: string) => boolean;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
}

const sessionIdBytes = 16;

export function createSessionService(parts: SessionServiceParts): SessionService {
  const { store, accessTokens, refreshTokens, isBanned = () => false, clock } = parts;

  const tokensFor = async (
    session: SessionId,
    nickname: string,
    refreshToken: string,
  ): Promise<SessionTokens> => ({
    sessionId: session,
    nickname,
    accessToken: await accessTokens.issue(session),
    accessExpiresIn: accessTokens.ttlS,
    refreshToken,
  });

  return {
    handleOf: (publicKey) => handleOf(parts.handleKey, publicKey),

    open: async (publicKey, nickname) => {
      const session = toBase64Url(parts.randomBytes(sessionIdBytes));
      const { token, hash } = refreshTokens.issue(session);
      await store.create({
        session,
        handle: handleOf(parts.handleKey, publicKey),
        nickname,
        refreshHash: hash,
        lastUsedAtMs: clock(),
      });
      return tokensFor(session, nickname, token);
    },

    refresh: async (refreshToken) => {
      const presented = refreshTokens.read(refreshToken);
      if (presented === undefined) return fail('refresh-invalid');
      const { session } = presented;
      const next = refreshTokens.issue(session);
      const rotation = await store.rotate(session, presented.hash, next.hash, clock());
      switch (rotation.outcome) {
        case 'rotated':
          if (isBanned(rotation.record.handle)) {
            await store.remove(session);
            return fail('session-ended');
          }
          return ok(await tokensFor(session, rotation.record.nickname, next.token));
        case 'reused':
          return fail('refresh-reused');
        case 'unknown':
          return fail('session-ended');
      }
    },

    sessionOf: (refreshToken) => refreshTokens.read(refreshToken)?.session,

    authenticate: async (accessToken) => {
      const verified = await accessTokens.verify(accessToken);
      if (!verified.ok) return verified;
      const record = await store.find(verified.value, clock());
      if (record === undefined) return fail('session-ended');
      if (isBanned(record.handle)) {
        await store.remove(record.session);
        return fail('session-ended');
      }
      store.touch(record.session, clock());
      return ok({ session: record.session, nickname: record.nickname, handle: record.handle });
    },

    touch: (session) => store.touch(session, clock()),
    onEnded: (listener) => store.onEnded(listener),
    end: (session) => store.remove(session),
    forget: (handle) => store.removeIdentity(handle),
    sweep: () => store.sweep(clock()),
  };
}
