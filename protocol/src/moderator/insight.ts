import * as z from 'zod/mini';
import { reportReasons } from '../report/reasons.ts';
import { decisionActions, guidelines } from './cases.ts';

/** Bodies of the moderator API under `/api/v1/moderator/analytics`, and of `GET /api/v1/moderation/transparency`. */

const dayMs = 86_400_000;
/** Of one answer. */
export const mostAnalyticsDays = 800;

/** A day in UTC, such as `2026-11-30`. */
const daySchema = z.string().check(
  z.regex(/^\d{4}-\d{2}-\d{2}$/),
  z.refine((day) => {
    const atMs = Date.parse(day);
    return !Number.isNaN(atMs) && new Date(atMs).toISOString().startsWith(day);
  }, 'no such day'),
);

/** The first and the last day of a period, both in it. */
export const periodSchema = z.object({ from: daySchema, to: daySchema }).check(
  z.refine(({ from, to }) => {
    const days = (Date.parse(to) - Date.parse(from)) / dayMs + 1;
    return days >= 1 && days <= mostAnalyticsDays;
  }, 'from one day to 800'),
);
export type Period = z.infer<typeof periodSchema>;

/** When a period begins and ends, milliseconds since the epoch; the end is not in it. */
export function boundsOfPeriod({ from, to }: Period): { readonly fromMs: number; readonly endMs: number } {
  return { fromMs: Date.parse(from), endMs: Date.parse(to) + dayMs };
}

/** Half took no longer than the one, nine of ten no longer than the other. Absent where there is nothing to measure. */
const spreadSchema = z.optional(z.object({ medianMs: z.int(), p90Ms: z.int() }));
export type Spread = z.infer<typeof spreadSchema>;

/** Of reports by when they came. */
const progressShape = {
  received: z.int(),
  /** Of these, so many are decided now. */
  decided: z.int(),
  /** Until somebody first claimed one. */
  firstLook: spreadSchema,
  /** Until it was decided. */
  decision: spreadSchema,
};

/** A share of what was due, from 0 to 1; absent where nothing was. */
const shareSchema = z.optional(z.number());

export const safetyScoreSchema = z.object({
  /** From 0 to 100: the mean of the parts that are there. */
  score: z.optional(z.int()),
  quick: shareSchema,
  settled: shareSchema,
  sound: shareSchema,
});
export type SafetyScore = z.infer<typeof safetyScoreSchema>;

export const analyticsSchema = z.object({
  period: z.object({ from: z.string(), to: z.string() }),
  totals: z.object(progressShape),
  /** Days on which something came or was decided, in their order. */
  days: z.array(
    z.object({
      day: z.string(),
      ...progressShape,
      /** Reports that were settled on this day, whenever they came. */
      settled: z.int(),
    }),
  ),
  reasons: z.array(z.object({ reason: z.enum(reportReasons), ...progressShape })),
  /** Decisions of the period that stand. */
  actions: z.array(
    z.object({ action: z.enum(decisionActions), guideline: z.optional(z.enum(guidelines)), count: z.int() }),
  ),
  /** Of each moderator to administrators, of oneself to everybody else. */
  moderators: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      decisions: z.int(),
      undone: z.int(),
      /** From the first look to the decision. */
      inHand: spreadSchema,
      /** Decisions that an appeal changed. Absent where there are no appeals. */
      changed: z.optional(z.int()),
    }),
  ),
  /** Against decisions of the period. Absent where there are no appeals. */
  appeals: z.optional(
    z.object({ made: z.int(), open: z.int(), upheld: z.int(), shortened: z.int(), overturned: z.int() }),
  ),
  safety: safetyScoreSchema,
});
export type Analytics = z.infer<typeof analyticsSchema>;

export const analyticsTables = ['days', 'reasons', 'actions', 'moderators'] as const;
export type AnalyticsTable = (typeof analyticsTables)[number];
export const analyticsExportQuerySchema = z.object({
  from: daySchema,
  to: daySchema,
  table: z.enum(analyticsTables),
});
