import * as z from 'zod/mini';
import { appealOutcomes, receiptSchema, reportStates } from '../moderation-api.ts';
import { base64Url } from '../primitives.ts';
import { reportIdBytes } from '../report/report-id.ts';
import { reportReasons } from '../report/reasons.ts';
import { moderatorIdSchema, type ModeratorRole } from './accounts.ts';

/** Bodies of the moderator API under `/api/v1/moderator`: the queue of reports, a case, and what is decided. */

/** Who judges a report. What lies at `child-safety` is sealed: others see that it is there, and what it is about, and nothing of what was said. */
export const reportDesks = ['moderator', 'child-safety', 'administrator'] as const;
export type ReportDesk = (typeof reportDesks)[number];

/** Whether somebody with these roles may claim a report at this desk, and open what it rests on. */
export function mayOpen(desk: ReportDesk, roles: readonly ModeratorRole[]): boolean {
  return roles.includes(desk) || (desk === 'moderator' && roles.includes('child-safety'));
}

/** What somebody broke, as the guidelines name it. */
export const guidelines = ['respect', 'privacy', 'content', 'spam', 'safety', 'minors'] as const;
export type Guideline = (typeof guidelines)[number];

/**
 * `dismiss`: nothing against the guidelines. `false-report`: made up, or to harm. `warn`: the accused is told once. `ban`: the accused is shut out for a time or
 * for good. Each can go with passing the report on to another desk.
 */
export const decisionActions = ['dismiss', 'false-report', 'warn', 'ban'] as const;
export type DecisionAction = (typeof decisionActions)[number];

export const caseLimits = {
  minStatementChars: 10,
  maxStatementChars: 2_000,
  maxNoteChars: 2_000,
  /** Reports of one party closed together. */
  maxAlso: 100,
  maxPageRows: 100,
  maxBanHours: 10 * 365 * 24,
} as const;

export const reportIdSchema = base64Url(reportIdBytes);

/** Names a moderator beside what they did or hold. */
export const namedSchema = z.object({ id: moderatorIdSchema, name: z.string() });

export const queueRowSchema = z.object({
  id: reportIdSchema,
  reason: z.enum(reportReasons),
  desk: z.enum(reportDesks),
  state: z.enum(reportStates),
  /** 0: threats and minors, before all others. */
  urgency: z.int(),
  /** Different sides of different matches that reported the same person. */
  independent: z.int(),
  receivedAtMs: z.int(),
  /** Who works on it, until when. */
  holder: z.optional(namedSchema),
  heldUntilMs: z.optional(z.int()),
});
export type QueueRow = z.infer<typeof queueRowSchema>;

export const heldFilters = ['free', 'mine', 'others'] as const;

/** `urgent`: threats and minors, and what somebody put first. `repeated`: of the others, those of whom several matches complain. `usual`: all the rest. */
export const queuePriorities = ['urgent', 'repeated', 'usual'] as const;
export type QueuePriority = (typeof queuePriorities)[number];

/** Query of the queue; the most urgent first, then those of whom most complain, then the oldest, some hours earlier or later by how the reporter's other reports fared. */
export const queueQuerySchema = z.object({
  /** From the page before. */
  after: z.optional(z.string().check(z.regex(/^[\w-]{1,200}$/))),
  reason: z.optional(z.enum(reportReasons)),
  desk: z.optional(z.enum(reportDesks)),
  held: z.optional(z.enum(heldFilters)),
  priority: z.optional(z.enum(queuePriorities)),
  /** Without it, all that is open. What is decided comes newest first, and in pages by `skip` alone. */
  state: z.optional(z.enum(reportStates)),
  /** Received at this time or later, milliseconds since the epoch. */
  since: z.optional(z.string().check(z.regex(/^\d{1,15}$/))),
  /** Leaves out so many rows from the beginning: for a list that is scrolled to anywhere. */
  skip: z.optional(z.string().check(z.regex(/^\d{1,7}$/))),
  /** Asks for `total`. */
  count: z.optional(z.enum(['1'])),
  /** Received at this time or before, milliseconds since the epoch. */
  until: z.optional(z.string().check(z.regex(/^\d{1,15}$/))),
  limit: z.optional(z.string().check(z.regex(/^([1-9]\d?|100)$/, 'must be a number from 1 to 100'))),
});
export type QueueQuery = z.infer<typeof queueQuerySchema>;

export const queuePageSchema = z.object({
  rows: z.array(queueRowSchema),
  /** `after` of the next page, where there is one. */
  next: z.optional(z.string()),
  /** All that fit, where it was asked for. */
  total: z.optional(z.int()),
});
export type QueuePage = z.infer<typeof queuePageSchema>;

/** Open reports, by what they are about and where they lie. */
export const queueCountsSchema = z.object({
  counts: z.array(
    z.object({
      reason: z.enum(reportReasons),
      desk: z.enum(reportDesks),
      priority: z.enum(queuePriorities),
      open: z.int(),
      held: z.int(),
    }),
  ),
});
export type QueueCounts = z.infer<typeof queueCountsSchema>;

export const findRequestSchema = z.strictObject({ receipt: receiptSchema });
export const foundSchema = z.object({ id: reportIdSchema });

export const decisionSchema = z.object({
  id: base64Url(16),
  atMs: z.int(),
  by: namedSchema,
  action: z.enum(decisionActions),
  guideline: z.optional(z.enum(guidelines)),
  /** Absent where the reader may not open the desk. */
  statement: z.optional(z.string()),
  /** Of a ban that ends. */
  untilMs: z.optional(z.int()),
  /** The report went on to this desk with it, and is open there. */
  passedTo: z.optional(z.enum(reportDesks)),
  /** Of an appeal against it; absent where there is none. */
  appeal: z.optional(z.enum(['open', ...appealOutcomes])),
  /** The reader can take it back until then. */
  undoUntilMs: z.optional(z.int()),
});
export type Decision = z.infer<typeof decisionSchema>;

export const noteSchema = z.object({ atMs: z.int(), by: namedSchema, text: z.string() });

/** What is known of a report without opening what it rests on. */
export const caseViewSchema = z.object({
  ...queueRowSchema.shape,
  /** What can't be opened by the reader: it is sealed to a role. */
  sealed: z.boolean(),
  decision: z.optional(decisionSchema),
  /** Decisions that passed it on, the newest first. */
  earlier: z.array(decisionSchema),
  /** How earlier and other reports by the same session were decided; absent where none was, or where that is not known any more. */
  reporter: z.optional(z.object({ upheld: z.int(), decided: z.int() })),
  /** Kept beyond its time, by whom and since when. */
  legalHold: z.optional(z.object({ atMs: z.int(), by: namedSchema })),
  notes: z.array(noteSchema),
  /** Other reports of the same person: the open ones first, then the newest. */
  others: z.array(
    z.object({
      id: reportIdSchema,
      reason: z.enum(reportReasons),
      desk: z.enum(reportDesks),
      state: z.enum(reportStates),
      receivedAtMs: z.int(),
      action: z.optional(z.enum(decisionActions)),
    }),
  ),
});
export type CaseView = z.infer<typeof caseViewSchema>;

export const claimedSchema = z.object({ heldUntilMs: z.int() });

export const textSchema = (minChars: number, maxChars: number) =>
  z.string().check(z.maxLength(maxChars), z.trim(), z.minLength(minChars));

export const escalateRequestSchema = z.strictObject({
  desk: z.enum(reportDesks),
  note: textSchema(1, caseLimits.maxNoteChars),
});
export const noteRequestSchema = z.strictObject({ text: textSchema(1, caseLimits.maxNoteChars) });

/** Keeps a report whatever its age, or no longer; the note says why. */
export const legalHoldRequestSchema = z.strictObject({
  hold: z.boolean(),
  note: textSchema(1, caseLimits.maxNoteChars),
});
export type LegalHoldRequest = z.infer<typeof legalHoldRequestSchema>;

/** Actions that touch the accused: they name a guideline, and make a statement that the accused reads. */
export function isMeasure(action: DecisionAction): action is 'warn' | 'ban' {
  return action === 'warn' || action === 'ban';
}

export const decideRequestSchema = z
  .strictObject({
    action: z.enum(decisionActions),
    /** What was broken; a warning and a ban need one. */
    guideline: z.optional(z.enum(guidelines)),
    /** Why. Whoever is warned or banned reads it. */
    statement: textSchema(caseLimits.minStatementChars, caseLimits.maxStatementChars),
    /** Of a ban; without it, it is for good. */
    hours: z.optional(z.int().check(z.gte(1), z.lte(caseLimits.maxBanHours))),
    /** Other reports of the same person that this settles too. */
    also: z.optional(z.array(reportIdSchema).check(z.maxLength(caseLimits.maxAlso))),
    /** Passes the report itself on, decided so far as it is. */
    escalate: z.optional(escalateRequestSchema),
  })
  .check(
    z.refine(({ action, guideline }) => !isMeasure(action) || guideline !== undefined, {
      path: ['guideline'],
      error: 'a warning and a ban name a guideline',
    }),
    z.refine(({ action, hours }) => action === 'ban' || hours === undefined, {
      path: ['hours'],
      error: 'only a ban has a time',
    }),
  );
export type DecideRequest = z.infer<typeof decideRequestSchema>;

export const decidedSchema = z.object({
  decision: base64Url(16),
  /** Reports that it settled, this one first. */
  reports: z.array(reportIdSchema),
  undoUntilMs: z.int(),
});
export type Decided = z.infer<typeof decidedSchema>;

/** One row of the audit log. */
export const auditRowSchema = z.object({
  seq: z.int(),
  atMs: z.int(),
  actor: z.string(),
  /** Name of the actor, where it is somebody's id. */
  name: z.optional(z.string()),
  action: z.string(),
  subject: z.string(),
  /** JSON. */
  details: z.string(),
});
export const auditQuerySchema = z.object({
  /** Rows before this one; without it, the newest. */
  before: z.optional(z.string().check(z.regex(/^\d{1,15}$/))),
  action: z.optional(z.string().check(z.regex(/^[a-z-]{1,40}$/))),
  /** Id of a moderator, or `server`. */
  actor: z.optional(z.string().check(z.regex(/^[\w-]{1,64}$/))),
  /** Id of a report or an account. */
  subject: z.optional(z.string().check(z.regex(/^[\w-]{1,64}$/))),
});
export type AuditQuery = z.infer<typeof auditQuerySchema>;
export const auditPageSchema = z.object({ rows: z.array(auditRowSchema) });
export type AuditPage = z.infer<typeof auditPageSchema>;
export const auditVerdictSchema = z.object({
  rows: z.int(),
  hash: z.string(),
  fault: z.optional(
    z.object({
      kind: z.enum(['altered', 'missing', 'unlinked', 'cut-off', 'past-the-end']),
      seq: z.int(),
    }),
  ),
});
export type AuditVerdictAnswer = z.infer<typeof auditVerdictSchema>;
