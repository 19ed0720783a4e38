import { createSecretKey } from 'node:crypto';
import { fail, ok, sessionIdSchema, type Result, type SessionId } from '@sotto/protocol';
import { errors, jwtVerify, SignJWT } from 'jose';
import type { Clock } from '../ports.ts';

const issuer = 'sotto';
const audience = 'sotto';

/** Makes and checks access tokens: JWT (RFC 7519), HS256 and nothing else, naming the session only. */
export interface AccessTokens {
  readonly ttlS: number;
  issue(session: SessionId): Promise<string>;
  /** Says nothing on whether the session still lives. */
  verify(token: string): Promise<Result<SessionId, 'token-invalid' | 'token-expired'>>;
}

export function createAccessTokens(key: Uint8Array, ttlS: number, clock: Clock): AccessTokens {
  const secret = createSecretKey(key);
  return {
    ttlS,
    issue: (session) => {
      const nowS = Math.floor(clock() / 1_000);
      return new SignJWT()
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(session)
        .setIssuedAt(nowS)
        .setExpirationTime(nowS + ttlS)
        .sign(secret);
    },
    verify: async (token) => {
      try {
        const { payload } = await jwtVerify(token, secret, {
          algorithms: ['HS256'],
          issuer,
          audience,
          requiredClaims: ['sub', 'exp', 'iat'],
          currentDate: new Date(clock()),
        });
        const session = sessionIdSchema.safeParse(payload.sub);
        return session.success ? ok(session.data) : fail('token-invalid');
      } catch (error) {
        if (error instanceof errors.JWTExpired) return fail('token-expired');
        if (error instanceof errors.JOSEError) return fail('token-invalid');
        throw error;
      }
    },
  };
}
