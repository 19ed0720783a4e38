import { appealOutcomes, decisionActions, guidelines, reportDesks } from '@sotto/protocol';
import { bigint, pgTable, text } from 'drizzle-orm/pg-core';
import { bytes } from '../../cases/columns.ts';

export const decisions = pgTable('decisions', {
  /** 16 random bytes in base64url. */
  id: text().primaryKey(),
  /** The report that was claimed for it; it may have settled others of the same person with it. */
  reportId: text('report_id').notNull(),
  moderatorId: text('moderator_id').notNull(),
  atMs: bigint('at_ms', { mode: 'number' }).notNull(),
  action: text({ enum: decisionActions }).notNull(),
  guideline: text({ enum: guidelines }),
  /** Sealed: it may quote what was said. */
  statement: bytes().notNull(),
  untilMs: bigint('until_ms', { mode: 'number' }),
  undoneAtMs: bigint('undone_at_ms', { mode: 'number' }),
  /** From which desk to which the report went on with it. It is open there, and another decision will settle it. */
  passedFrom: text('passed_from', { enum: reportDesks }),
  passedTo: text('passed_to', { enum: reportDesks }),
  /** Of its report at last, which may be deleted before somebody appeals. Absent where that was so before this was kept. */
  desk: text({ enum: reportDesks }),
});

/** Who is shut out, by a keyed hash that names nobody. */
export const bans = pgTable('bans', {
  decisionId: text('decision_id').primaryKey(),
  /** `banHandleOf` the person; forgotten once it is over. */
  banHandle: text('ban_handle'),
  /** Absent: for good. */
  untilMs: bigint('until_ms', { mode: 'number' }),
  liftedAtMs: bigint('lifted_at_ms', { mode: 'number' }),
  /** Number of the audit row of the latest change. Those grow in the order of commits, so that nodes that ask for newer ones miss none. */
  version: bigint({ mode: 'number' }).notNull(),
});

/** Who is to be told something once. The columns are those of bans. */
export const warnings = pgTable('warnings', {
  decisionId: text('decision_id').primaryKey(),
  /** Forgotten once they have acknowledged it, deleted their identity, or need not hear of it any more. Nothing tells which, nor when. */
  banHandle: text('ban_handle'),
  /** Somebody who has not come back by then is told no more. */
  expiresAtMs: bigint('expires_at_ms', { mode: 'number' }).notNull(),
  liftedAtMs: bigint('lifted_at_ms', { mode: 'number' }),
  version: bigint({ mode: 'number' }).notNull(),
});

/**
 * One for each decision at most. The table itself refuses that who decided first holds an appeal or decides on it: `firstModerator` is bound to the decision by a
 * foreign key, and checked against the other two.
 */
export const appeals = pgTable('appeals', {
  decisionId: text('decision_id').primaryKey(),
  firstModerator: text('first_moderator').notNull(),
  /** Of the report when the appeal was made: who may see it. */
  desk: text({ enum: reportDesks }).notNull(),
  atMs: bigint('at_ms', { mode: 'number' }).notNull(),
  /** Sealed; forgotten half a year after the appeal was decided. */
  text: bytes(),
  holder: text(),
  heldUntilMs: bigint('held_until_ms', { mode: 'number' }),
  /** These four come together. */
  outcome: text({ enum: appealOutcomes }),
  decidedBy: text('decided_by'),
  decidedAtMs: bigint('decided_at_ms', { mode: 'number' }),
  /** Sealed. */
  answer: bytes(),
});

export const caseNotes = pgTable('case_notes', {
  id: text().primaryKey(),
  reportId: text('report_id').notNull(),
  moderatorId: text('moderator_id').notNull(),
  atMs: bigint('at_ms', { mode: 'number' }).notNull(),
  /** Sealed. */
  text: bytes().notNull(),
});
