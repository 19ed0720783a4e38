import * as z from 'zod/mini';
import { guidelines } from '../moderator/cases.ts';

/** Body of `GET /api/v1/moderation/guidelines`. */

export const guidelinesPath = '/moderation/guidelines';

export const guidelineTextSchema = z.object({
  id: z.enum(guidelines),
  name: z.string(),
  /** The guideline, in a sentence or two. */
  rule: z.string(),
  /** What is fine, or asked for. */
  examples: z.array(z.string()),
  /** What breaks it. */
  violations: z.array(z.string()),
  /** What follows. */
  consequence: z.string(),
});
export type GuidelineText = z.infer<typeof guidelineTextSchema>;

const topicSchema = z.object({ heading: z.string(), text: z.string() });
export type Topic = z.infer<typeof topicSchema>;

export const crisisLineSchema = z.object({
  /** ISO 3166-1 alpha-2. */
  country: z.string(),
  name: z.string(),
  call: z.string(),
  also: z.optional(z.string()),
});

export const safetyCentreSchema = z.object({
  /** Of the texts (BCP 47). */
  language: z.string(),
  guidelines: z.array(guidelineTextSchema),
  tips: z.array(topicSchema),
  /** The way of a report, step by step. */
  reports: z.array(topicSchema),
  crisis: z.object({
    lines: z.array(crisisLineSchema),
    /** Where lines of other countries are listed. */
    more: z.string(),
  }),
});
export type SafetyCentre = z.infer<typeof safetyCentreSchema>;
