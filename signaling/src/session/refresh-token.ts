import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { sessionIdSchema, toBase64Url, type RandomBytes, type SessionId } from '@sotto/protocol';

const secretBytes = 32;
const tagBytes = 16;

/**
 * Refresh tokens: `session.secret.tag`. The tag proves that the server made the token, so that only a real
 * older token, never a forged one, can end a session as reused. Stores keep the hash only.
 */
export interface RefreshTokens {
  issue(session: SessionId): { readonly token: string; readonly hash: string };
  /** `undefined` for anything that the server did not make. */
  read(token: string): { readonly session: SessionId; readonly hash: string } | undefined;
}

export function createRefreshTokens(key: Uint8Array, randomBytes: RandomBytes): RefreshTokens {
  const tagOf = (text: string): Buffer =>
    createHmac('sha256', key).update(text).digest().subarray(0, tagBytes);
  return {
    issue: (session) => {
      const text = `${session}.${toBase64Url(randomBytes(secretBytes))}`;
      const token = `${text}.${tagOf(text).toString('base64url')}`;
      return { token, hash: hashOf(token) };
    },
    read: (token) => {
      const [sessionPart, secret, tag, ...more] = token.split('.');
      const session = sessionIdSchema.safeParse(sessionPart);
      if (!session.success || tag === undefined || more.length > 0) return undefined;
      const expected = Buffer.from(tagOf(`${session.data}.${secret}`).toString('base64url'));
      const given = Buffer.from(tag);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
      return { session: session.data, hash: hashOf(token) };
    },
  };
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
