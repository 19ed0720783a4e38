import * as z from 'zod/mini';
import { limits } from '../limits.ts';
import { matchIdSchema } from '../primitives.ts';

const sdpSchema = z.string().check(z.minLength(1), z.maxLength(limits.maxSdpChars));

/** One step of the WebRTC negotiation (JSEP, RFC 9429), in the words that simple-peer uses. */
export const signalDataSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('offer'), sdp: sdpSchema }),
  z.strictObject({ type: z.literal('answer'), sdp: sdpSchema }),
  z.strictObject({
    type: z.literal('candidate'),
    candidate: z.strictObject({
      candidate: z.string().check(z.maxLength(limits.maxCandidateChars)),
      sdpMLineIndex: z.nullable(z.int().check(z.gte(0), z.lte(16))),
      sdpMid: z.nullable(z.string().check(z.maxLength(32))),
    }),
  }),
  /** The answerer asks the initiator for a new offer. `restart` asks for an ICE restart with it. */
  z.strictObject({ type: z.literal('renegotiate'), restart: z.boolean() }),
  /** The answerer's connection is dead beyond an ICE restart: it asks for the offer of a new one. */
  z.strictObject({ type: z.literal('rebuild') }),
]);
export type SignalData = z.infer<typeof signalDataSchema>;

/**
 * The same frame in both directions, so that a server passes on the very bytes it has checked. `match` lets
 * the receiver drop what belongs to an older match.
 */
export const signalFrameSchema = z.strictObject({
  t: z.literal('signal'),
  match: matchIdSchema,
  data: signalDataSchema,
});
export type SignalFrame = z.infer<typeof signalFrameSchema>;
