import * as z from 'zod/mini';
import { appealOutcomes, receiptSchema } from './moderation-api.ts';
import { guidelines } from './moderator/cases.ts';

/** What somebody is told whom a decision touches, and how they appeal: both by a receipt, without an account. */

/** Where a statement is looked up, a warning acknowledged, and an appeal made. */
export const statementsPath = '/moderation/statements';
export const acknowledgementsPath = '/moderation/acknowledgements';
export const appealsPath = '/moderation/appeals';

/** `warn`: shown once, and nothing else. `ban`: shut out for a time or for good. */
export const measures = ['warn', 'ban'] as const;
export type Measure = (typeof measures)[number];

export const appealLimits = { minChars: 20, maxChars: 2_000 } as const;

/** The statement of reasons of one decision. */
export const statementSchema = z.object({
  receipt: receiptSchema,
  measure: z.enum(measures),
  /** When it was decided. */
  atMs: z.int(),
  guideline: z.enum(guidelines),
  /** The moderator's own words. */
  text: z.string(),
  /** A person decides, always. */
  automated: z.literal(false),
  /** When a ban ends. Absent: never, or it is a warning. */
  untilMs: z.optional(z.int()),
  /** `over`: its time is up. `lifted`: taken back, or overturned. */
  standing: z.enum(['in-force', 'over', 'lifted']),
  /** An appeal can be made until then. Absent: no longer, or it was made. */
  appealUntilMs: z.optional(z.int()),
  appeal: z.optional(
    z.object({
      atMs: z.int(),
      /** Absent while nobody has decided it. */
      decided: z.optional(
        z.object({
          atMs: z.int(),
          outcome: z.enum(appealOutcomes),
          /** The words of the moderator who decided it, who is another than the first. */
          text: z.string(),
        }),
      ),
    }),
  ),
});
export type StatementOfReasons = z.infer<typeof statementSchema>;

/** Asks for a statement, or acknowledges a warning. In a body, because an address ends up in logs. */
export const statementRequestSchema = z.strictObject({ receipt: receiptSchema });
export type StatementRequest = z.infer<typeof statementRequestSchema>;

export const appealRequestSchema = z.strictObject({
  receipt: receiptSchema,
  text: z.string().check(z.maxLength(appealLimits.maxChars), z.trim(), z.minLength(appealLimits.minChars)),
});
export type AppealRequest = z.infer<typeof appealRequestSchema>;
