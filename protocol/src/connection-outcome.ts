import * as z from 'zod/mini';

/**
 * What a browser tells the server of an attempt to reach another one, so that operators see whether people get through. It
 * names nobody: no session, no match, and of the time only between which bounds it lies.
 */

/** `unknown`: open, by a path that the browser did not show. */
export const connectionOutcomes = ['direct', 'relayed', 'unknown', 'failed'] as const;
export type ConnectionOutcome = (typeof connectionOutcomes)[number];

/** Bounds of the time from the match to the open channel, in milliseconds. */
export const connectionTimesMs = [100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000] as const;
export type ConnectionTimeMs = (typeof connectionTimesMs)[number];

export const connectionReportSchema = z.strictObject({
  outcome: z.enum(connectionOutcomes),
  withinMs: z.literal(connectionTimesMs),
});
export type ConnectionReport = z.infer<typeof connectionReportSchema>;

/** The least bound that a time does not pass; the last one where it passes all. @example 120 → 250 */
export function connectionTimeOf(ms: number): ConnectionTimeMs {
  return connectionTimesMs.find((bound) => ms <= bound) ?? 30_000;
}

/** Under `apiPath`. */
export const connectionOutcomesPath = '/connection-outcomes';
