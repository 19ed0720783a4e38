import { matchIdSchema } from '@sotto/protocol';
import * as z from 'zod/mini';
import { overReasons, type CourierMessage } from './courier.ts';

/**
 * Courier messages as bytes. A signal is its mark, the 22 characters of the match id and the frame as it is, since it
 * is what travels most; everything else is JSON.
 */

const signalMark = 0x73;
const matchIdChars = 22;

const wordSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('accepted'), match: matchIdSchema, ask: z.boolean() }),
  z.object({ kind: z.literal('over'), match: matchIdSchema, why: z.enum(overReasons) }),
  z.object({ kind: z.literal('direct'), match: matchIdSchema, allow: z.boolean(), round: z.int() }),
  z.object({ kind: z.literal('moved'), by: z.string(), keep: z.boolean() }),
]);

export function encodeMessage(message: CourierMessage): Buffer {
  if (message.kind !== 'signal') return Buffer.from(JSON.stringify(message));
  return Buffer.concat([Buffer.of(signalMark), Buffer.from(message.match), message.frame]);
}

/** `undefined` for what is none of ours, such as a message of a later version. */
export function decodeMessage(bytes: Buffer): CourierMessage | undefined {
  if (bytes[0] === signalMark) {
    const match = matchIdSchema.safeParse(bytes.subarray(1, 1 + matchIdChars).toString());
    if (!match.success) return undefined;
    return { kind: 'signal', match: match.data, frame: bytes.subarray(1 + matchIdChars) };
  }
  try {
    const parsed = wordSchema.safeParse(JSON.parse(bytes.toString()));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
