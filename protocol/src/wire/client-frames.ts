import * as z from 'zod/mini';
import { limits } from '../limits.ts';
import { base64Url, matchIdSchema, ticketIdSchema } from '../primitives.ts';
import { aboutSchema, wantsSchema } from '../profile.ts';
import { cardSchema } from './card.ts';
import { signalFrameSchema } from './signal.ts';

/** Frames that a browser sends to the signaling server. JSON text; `t` names the kind. */

/** The pools of people looking for each other. */
export const pools = ['text'] as const;
export type Pool = (typeof pools)[number];

/**
 * An avoid token: the server's sealed note of one partner, given with `matched`. Only the server can
 * read it, and it is different each time, so it tells the client nothing and links nothing.
 */
export const avoidTokenSchema = z.string().check(z.length(59), z.regex(/^[A-Za-z0-9_-]+$/));

export const seekFrameSchema = z.strictObject({
  t: z.literal('seek'),
  ticket: ticketIdSchema,
  pool: z.enum(pools),
  about: aboutSchema,
  wants: wantsSchema,
  card: cardSchema,
  /** Shows that the card's keys are one's own: Ed25519 over `possessionMessage`. */
  proof: base64Url(64),
  /** People never to meet again. */
  blocks: z.array(avoidTokenSchema).check(z.maxLength(limits.maxBlocks)),
  /** People met a short while ago. */
  recent: z.array(avoidTokenSchema).check(z.maxLength(limits.maxRecent)),
});
export type SeekFrame = z.infer<typeof seekFrameSchema>;

/** The offer made while waiting; it rides with the ticket. A later one replaces it. */
export const offerFrameSchema = z.strictObject({
  t: z.literal('offer'),
  ticket: ticketIdSchema,
  sdp: z.string().check(z.minLength(1), z.maxLength(limits.maxSdpChars)),
});

export const cancelFrameSchema = z.strictObject({ t: z.literal('cancel'), ticket: ticketIdSchema });

/** "I am here and take this match": a match is final when both sides have said so. */
export const acceptFrameSchema = z.strictObject({ t: z.literal('accept'), match: matchIdSchema });

/** Ends the match for both. */
export const leaveFrameSchema = z.strictObject({ t: z.literal('leave'), match: matchIdSchema });

/**
 * How a final match may connect: answered by the server's `path` frame, with fresh ICE servers. With `direct` it also says whether
 * this side agrees to a direct connection in a match that is relayed; nothing changes before the other side agrees too.
 */
export const pathFrameSchema = z.strictObject({
  t: z.literal('path'),
  match: matchIdSchema,
  direct: z.optional(z.boolean()),
});

/** Browsers cannot see protocol pings: this finds out that a socket is half open. */
export const pingFrameSchema = z.strictObject({ t: z.literal('ping'), n: z.int().check(z.gte(0)) });

export const clientFrameSchema = z.discriminatedUnion('t', [
  signalFrameSchema,
  seekFrameSchema,
  offerFrameSchema,
  cancelFrameSchema,
  acceptFrameSchema,
  leaveFrameSchema,
  pathFrameSchema,
  pingFrameSchema,
]);
export type ClientFrame = z.infer<typeof clientFrameSchema>;
