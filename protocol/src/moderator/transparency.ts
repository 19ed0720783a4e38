import * as z from 'zod/mini';
import { reportReasons } from '../report/reasons.ts';
import { decisionActions, guidelines, type Guideline } from './cases.ts';
import type { Period } from './insight.ts';

/**
 * Body of `GET /api/v1/moderation/transparency`: counts of a quarter in the shape that the EU's Digital Services Act asks for (Regulation (EU) 2022/2065, Articles
 * 15 and 24, and its templates, Implementing Regulation (EU) 2024/2835).
 */

export const transparencyPath = '/moderation/transparency';
/** So many quarters back can be asked for. */
export const mostQuarters = 8;

export const quarterSchema = z.string().check(z.regex(/^20\d{2}-Q[1-4]$/, 'such as 2026-Q3'));

/** The quarters that are over, the newest first. */
export function quartersBefore(nowMs: number): string[] {
  const now = new Date(nowMs);
  const newest = now.getUTCFullYear() * 4 + Math.floor(now.getUTCMonth() / 3) - 1;
  return Array.from({ length: mostQuarters }, (_, i) => {
    const quarter = newest - i;
    return `${Math.floor(quarter / 4)}-Q${(quarter % 4) + 1}`;
  });
}

/** The days of a quarter such as `2026-Q3`. */
export function periodOfQuarter(quarter: string): Period {
  const year = Number(quarter.slice(0, 4));
  const firstMonth = (Number(quarter.slice(6)) - 1) * 3;
  const day = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10);
  return { from: day(Date.UTC(year, firstMonth, 1)), to: day(Date.UTC(year, firstMonth + 3, 0)) };
}

/** Categories of the templates that our guidelines belong to. */
export const categoryOf = {
  respect: 'illegal-or-harmful-speech',
  privacy: 'data-protection-and-privacy-violations',
  content: 'pornography-or-sexualised-content',
  spam: 'scams-and-fraud',
  safety: 'violence',
  minors: 'protection-of-minors',
} as const satisfies Record<Guideline, string>;
const categories = Object.values(categoryOf);

/** A count to the nearest five, so that nobody can be told from it; `<5` for one to four. */
const roundedSchema = z.union([z.int(), z.literal('<5')]);
export type Rounded = z.infer<typeof roundedSchema>;

export const transparencySchema = z.object({
  quarter: quarterSchema,
  period: z.object({ from: z.string(), to: z.string() }),
  /** Art. 15(1)(b): notices, which here are reports by the other side of a chat. */
  notices: z.object({
    total: roundedSchema,
    byReason: z.array(z.object({ reason: z.enum(reportReasons), count: roundedSchema })),
    decided: roundedSchema,
    /** From the report to the decision, to the minute. Absent where there are too few to hide somebody among. */
    medianToDecisionMin: z.optional(z.int()),
    /** Decided by nobody but a machine. */
    automated: z.literal(0),
  }),
  /** Art. 15(1)(b) and (c): what was decided. None on the operator's own initiative: nobody reads chats. */
  decisions: z.object({
    total: roundedSchema,
    byAction: z.array(z.object({ action: z.enum(decisionActions), count: roundedSchema })),
    byGuideline: z.array(
      z.object({ guideline: z.enum(guidelines), category: z.enum(categories), count: roundedSchema }),
    ),
    suspensions: z.object({ forATime: roundedSchema, forGood: roundedSchema }),
    ownInitiative: z.literal(0),
  }),
  /** Art. 15(1)(d): complaints. Absent where there are no appeals. */
  complaints: z.optional(
    z.object({
      received: roundedSchema,
      open: roundedSchema,
      upheld: roundedSchema,
      changed: roundedSchema,
      reversed: roundedSchema,
    }),
  ),
});
export type Transparency = z.infer<typeof transparencySchema>;

export const transparencyQuerySchema = z.object({ quarter: quarterSchema });
