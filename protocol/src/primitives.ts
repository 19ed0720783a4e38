import * as z from 'zod/mini';

/** The last characters of canonical base64url, by bytes modulo 3: the bits that stand for no byte are zero. */
const lastChar = ['[A-Za-z0-9_-]', '[AQgw]', '[AEIMQUYcgkosw048]'];

/**
 * A fixed number of bytes in canonical base64url, so that no two strings name the same bytes. One regular expression:
 * decoding and encoding again would be most of the cost of checking a relayed signal.
 * @example base64Url(16) accepts the 22 characters of a match id.
 */
export function base64Url(byteLength: number) {
  const chars = Math.ceil((byteLength * 4) / 3);
  const canonical = new RegExp(`^[A-Za-z0-9_-]{${chars - 1}}${lastChar[byteLength % 3] ?? ''}$`);
  return z.string().check(z.length(chars), z.regex(canonical, 'not canonical base64url'));
}

/** 128 random bits, made by whoever names the thing: tickets by the client, matches by the matchmaker. */
export const ticketIdSchema = base64Url(16);
export const matchIdSchema = base64Url(16);
/** Session ids are made by the server. */
export const sessionIdSchema = base64Url(16);
/** An Ed25519 or X25519 public key, or a SHA-256 certificate fingerprint. */
export const key32Schema = base64Url(32);

export type TicketId = string;
export type MatchId = string;
export type SessionId = string;
