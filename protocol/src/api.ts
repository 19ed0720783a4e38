import * as z from 'zod/mini';
import { concatBytes, utf8, type Bytes } from './bytes.ts';
import { base64Url, key32Schema, sessionIdSchema } from './primitives.ts';
import { nicknameSchema } from './profile.ts';

/** Bodies of the session API under `/api/v1`. The OpenAPI document is generated from these schemas. */

export const apiPath = '/api/v1';

const refreshTokenSchema = z.string().check(z.minLength(20), z.maxLength(200), z.regex(/^[A-Za-z0-9_.-]+$/));

/** Work to do before a registration: an ALTCHA challenge, version 2, in its deterministic mode. */
export const challengeSchema = z.object({
  parameters: z.object({
    /** Known to WebCrypto in every browser. */
    algorithm: z.literal('PBKDF2/SHA-256'),
    nonce: z.string(),
    salt: z.string(),
    /** PBKDF2 rounds of one guess. */
    cost: z.number(),
    keyLength: z.number(),
    keyPrefix: z.string(),
    keySignature: z.string(),
    /** Seconds since the epoch. */
    expiresAt: z.number(),
  }),
  signature: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
});
export type Challenge = z.infer<typeof challengeSchema>;

export const registerRequestSchema = z.strictObject({
  nickname: nicknameSchema,
  /** The statement of being 18 or over. `false` is answered with the problem `under-age`. */
  adult: z.boolean(),
  /** Ed25519 public key of the identity, made on the device. */
  publicKey: key32Schema,
  /** The solved ALTCHA challenge: base64 of JSON, as the ALTCHA libraries make it. */
  proof: z.string().check(z.minLength(1), z.maxLength(4_096)),
  /** Ed25519 by the identity key over {@link registrationMessage}: nobody registers somebody else's key. */
  signature: base64Url(64),
});
export type RegisterRequest = z.infer<typeof registerRequestSchema>;

/** The bytes that a registration signs: a domain, then the proof, which is fresh for each registration. */
export function registrationMessage(proof: string): Bytes {
  return concatBytes(utf8('sotto/register/1\0'), utf8(proof));
}

export const sessionTokensSchema = z.object({
  sessionId: sessionIdSchema,
  nickname: nicknameSchema,
  /** JWT for `Authorization: Bearer` and for the socket. */
  accessToken: z.string(),
  /** Seconds until the access token expires. */
  accessExpiresIn: z.int(),
  /** Good for one use; a second use ends the session. */
  refreshToken: z.string(),
});
export type SessionTokens = z.infer<typeof sessionTokensSchema>;

export const refreshRequestSchema = z.strictObject({ refreshToken: refreshTokenSchema });
export type RefreshRequest = z.infer<typeof refreshRequestSchema>;

/** What a page needs to know of the server before anybody signs in. */
export const serverInfoSchema = z.object({
  name: z.string(),
  version: z.string(),
  /** Whether the operator runs a TURN server; then the browsers' addresses stay hidden by default. */
  relay: z.boolean(),
  minimumAge: z.int(),
});
export type ServerInfo = z.infer<typeof serverInfoSchema>;
