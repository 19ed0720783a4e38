import * as z from 'zod/mini';
import { limits } from '../limits.ts';
import { matchIdSchema, sessionIdSchema, ticketIdSchema } from '../primitives.ts';
import { interestSchema, languageSchema, nicknameSchema } from '../profile.ts';
import { statementSchema } from '../statement-of-reasons.ts';
import { cardSchema, roles } from './card.ts';
import { avoidTokenSchema } from './client-frames.ts';
import { signalFrameSchema } from './signal.ts';

/** Frames that the signaling server sends to a browser. JSON text; `t` names the kind. */

/** First frame on a socket. */
export const welcomeFrameSchema = z.strictObject({
  t: z.literal('welcome'),
  session: sessionIdSchema,
  /** Presented with the next socket, it keeps ticket and match; good for `graceMs` after a drop. */
  resume: z.string(),
  graceMs: z.int(),
  /** What was kept: absent on a fresh start. A client that holds another ticket or match drops it. */
  ticket: z.optional(ticketIdSchema),
  match: z.optional(matchIdSchema),
});

/** The ticket is in the queue. Time to make an offer. */
export const waitingFrameSchema = z.strictObject({
  t: z.literal('waiting'),
  ticket: ticketIdSchema,
  /** Milliseconds since the first entry; more than 0 after a requeue. */
  waitedMs: z.int(),
  /** Milliseconds that people like this one lately waited, when measured. */
  estimateMs: z.optional(z.int()),
});

export const cancelledFrameSchema = z.strictObject({ t: z.literal('cancelled'), ticket: ticketIdSchema });

export const iceServerSchema = z.strictObject({
  urls: z.array(z.string()),
  username: z.optional(z.string()),
  credential: z.optional(z.string()),
});
export type IceServer = z.infer<typeof iceServerSchema>;

/** `relay`: only TURN candidates leave the browser. `all`: a direct path is tried first. */
export const icePolicies = ['relay', 'all'] as const;
export type IcePolicy = (typeof icePolicies)[number];

/** A match ticket in base64url. */
export const matchTicketSchema = z
  .string()
  .check(
    z.minLength(1),
    z.maxLength(Math.ceil((limits.maxMatchTicketBytes * 4) / 3)),
    z.regex(/^[A-Za-z0-9_-]+$/),
  );

export const matchedFrameSchema = z.strictObject({
  t: z.literal('matched'),
  ticket: ticketIdSchema,
  match: matchIdSchema,
  role: z.enum(roles),
  peer: z.strictObject({ nickname: nicknameSchema, card: cardSchema, avoid: avoidTokenSchema }),
  sharedInterests: z.array(interestSchema).check(z.maxLength(limits.maxInterests)),
  sharedLanguages: z.array(languageSchema).check(z.maxLength(limits.maxLanguages)),
  /**
   * The match ticket, sealed by the server for itself: the only memory of who met whom. A report carries it back;
   * opaque to browsers.
   */
  evidence: matchTicketSchema,
  /** Milliseconds since the epoch at which the match was made; part of the transcript hash. */
  iat: z.int(),
  iceServers: z.array(iceServerSchema),
  icePolicy: z.enum(icePolicies),
  /** For the answerer: the initiator's offer, where it was made in time. Otherwise it comes as a signal. */
  offer: z.optional(z.string().check(z.maxLength(limits.maxSdpChars))),
});
export type MatchedFrame = z.infer<typeof matchedFrameSchema>;

/** Both sides have accepted. */
export const confirmedFrameSchema = z.strictObject({ t: z.literal('confirmed'), match: matchIdSchema });

/** The match did not come about, and the ticket is back in the queue with its age; a `waiting` follows. */
export const requeuedFrameSchema = z.strictObject({
  t: z.literal('requeued'),
  match: matchIdSchema,
  ticket: ticketIdSchema,
});

/** `left`: the other said so. `gone`: the other's socket did not come back within the grace time. */
export const endReasons = ['left', 'gone'] as const;
export const endedFrameSchema = z.strictObject({
  t: z.literal('ended'),
  match: matchIdSchema,
  reason: z.enum(endReasons),
});

/** How a final match may connect now: told when that changes, when it is asked for, and on a new socket. */
export const matchPathFrameSchema = z.strictObject({
  t: z.literal('path'),
  match: matchIdSchema,
  /** This side has agreed to a direct connection. */
  mine: z.boolean(),
  /** The other side has. */
  theirs: z.boolean(),
  /** What the server lets pass: `all` once both have agreed, or where the operator allows it to everybody. */
  icePolicy: z.enum(icePolicies),
  /** Credentials last for minutes; these are fresh. */
  iceServers: z.array(iceServerSchema),
});
export type MatchPathFrame = z.infer<typeof matchPathFrameSchema>;

/** Connect anew after `afterMs`, to another node if there is one; the socket closes soon. */
export const drainingFrameSchema = z.strictObject({ t: z.literal('draining'), afterMs: z.int() });

/**
 * A moderator has decided something about this identity. A warning comes anew with each socket until it is acknowledged; after a ban the socket closes. What
 * became of an appeal is looked up.
 */
export const statementFrameSchema = z.strictObject({ t: z.literal('statement'), statement: statementSchema });

export const pongFrameSchema = z.strictObject({ t: z.literal('pong'), n: z.int() });

/** What was wrong with a frame. The socket stays open unless a close code says otherwise. */
export const frameErrors = [
  'malformed',
  'unknown-kind',
  'no-such-ticket',
  'no-such-match',
  'already-seeking',
  'already-matched',
  'key-refused',
  'unavailable',
] as const;
export type FrameError = (typeof frameErrors)[number];

export const errorFrameSchema = z.strictObject({
  t: z.literal('error'),
  code: z.enum(frameErrors),
  /** The kind of the frame it answers, where that could be read. */
  of: z.optional(z.string().check(z.maxLength(32))),
  /** The ticket or match it answers, where that could be read. */
  ref: z.optional(z.string().check(z.maxLength(32))),
  detail: z.optional(z.string().check(z.maxLength(500))),
});

export const serverFrameSchema = z.discriminatedUnion('t', [
  signalFrameSchema,
  welcomeFrameSchema,
  waitingFrameSchema,
  cancelledFrameSchema,
  matchedFrameSchema,
  confirmedFrameSchema,
  requeuedFrameSchema,
  endedFrameSchema,
  matchPathFrameSchema,
  drainingFrameSchema,
  statementFrameSchema,
  pongFrameSchema,
  errorFrameSchema,
]);
export type ServerFrame = z.infer<typeof serverFrameSchema>;
