import * as z from 'zod/mini';
import { appealOutcomes } from '../moderation-api.ts';
import { base64Url } from '../primitives.ts';
import { measures } from '../statement-of-reasons.ts';
import { caseLimits, guidelines, namedSchema, reportDesks, reportIdSchema, textSchema } from './cases.ts';

/** Bodies of the moderator API under `/api/v1/moderator/appeals`. An appeal has the id of the decision that it is against. */

export const appealIdSchema = base64Url(16);

export const appealRowSchema = z.object({
  id: appealIdSchema,
  report: reportIdSchema,
  desk: z.enum(reportDesks),
  measure: z.enum(measures),
  guideline: z.enum(guidelines),
  /** When it was made. */
  atMs: z.int(),
  /** Who decided first, and must not decide now. */
  firstBy: namedSchema,
  holder: z.optional(namedSchema),
  heldUntilMs: z.optional(z.int()),
});
export type AppealRow = z.infer<typeof appealRowSchema>;

export const appealQuerySchema = z.object({
  /** From the page before. */
  after: z.optional(z.string().check(z.regex(/^\d{1,16}\.[\w-]{22}$/))),
});

/** Open appeals, the oldest first. */
export const appealPageSchema = z.object({
  rows: z.array(appealRowSchema),
  open: z.int(),
  next: z.optional(z.string()),
});
export type AppealPage = z.infer<typeof appealPageSchema>;

export const appealViewSchema = z.object({
  ...appealRowSchema.shape,
  /** It is sealed to a role that the reader has not: then no words are in it. */
  sealed: z.boolean(),
  /** When the decision was made, and until when its ban lasts. */
  decidedAtMs: z.int(),
  untilMs: z.optional(z.int()),
  /** What the first moderator told the person. */
  statement: z.optional(z.string()),
  /** What the person answers. */
  text: z.optional(z.string()),
  /** Whether what the decision rested on is still kept. */
  evidenceKept: z.boolean(),
  /** Whether there is anybody, besides who decided first, with an account that may decide on it. */
  judgeable: z.boolean(),
  outcome: z.optional(
    z.object({
      outcome: z.enum(appealOutcomes),
      atMs: z.int(),
      by: namedSchema,
      text: z.optional(z.string()),
    }),
  ),
});
export type AppealView = z.infer<typeof appealViewSchema>;

export const appealDecideSchema = z
  .strictObject({
    outcome: z.enum(appealOutcomes),
    /** Why. The person reads it. */
    text: textSchema(caseLimits.minStatementChars, caseLimits.maxStatementChars),
    /** Of a ban that is shortened: how long it lasts from now on. */
    hours: z.optional(z.int().check(z.gte(1), z.lte(caseLimits.maxBanHours))),
  })
  .check(
    z.refine(({ outcome, hours }) => (outcome === 'shortened') === (hours !== undefined), {
      path: ['hours'],
      error: 'goes with `shortened`, and with nothing else',
    }),
  );
export type AppealDecide = z.infer<typeof appealDecideSchema>;
