import * as z from 'zod/mini';
import { key32Schema } from '../primitives.ts';

/**
 * The public half of what one side brings to a match, made anew for each ticket: the key that signs its
 * envelopes, the key that seals, and the SHA-256 fingerprint of its DTLS certificate.
 */
export const cardSchema = z.strictObject({
  sign: key32Schema,
  seal: key32Schema,
  fingerprint: key32Schema,
});
export type Card = z.infer<typeof cardSchema>;

/** The initiator sends the offer. */
export const roles = ['initiator', 'answerer'] as const;
export type Role = (typeof roles)[number];

/** The byte that stands for a role in every format. @throws RangeError for one that there is not. */
export function roleByte(role: Role): number {
  const byte = roles.indexOf(role);
  if (byte < 0) throw new RangeError('no such role');
  return byte;
}

/** The role of the other side. */
export function otherRole(role: Role): Role {
  return role === 'initiator' ? 'answerer' : 'initiator';
}
