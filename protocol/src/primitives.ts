import * as z from 'zod/mini';
import { fromBase64Url } from './bytes.ts';

/**
 * A fixed number of bytes in canonical base64url.
 * @example base64Url(16) accepts the 22 characters of a match id.
 */
export function base64Url(byteLength: number) {
  const chars = Math.ceil((byteLength * 4) / 3);
  return z.string().check(
    z.length(chars),
    z.regex(/^[A-Za-z0-9_-]+$/),
    z.refine((text) => fromBase64Url(text)?.length === byteLength, 'not canonical base64url'),
  );
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
