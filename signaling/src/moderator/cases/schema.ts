import { decisionActions, guidelines } from '@sotto/protocol';
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
});

/** Who is shut out, by a keyed hash that names nobody. */
export const bans = pgTable('bans', {
  decisionId: text('decision_id').primaryKey(),
  /** `banHandleOf` the person. */
  banHandle: text('ban_handle').notNull(),
  /** Absent: for good. */
  untilMs: bigint('until_ms', { mode: 'number' }),
  liftedAtMs: bigint('lifted_at_ms', { mode: 'number' }),
  /** Number of the audit row of the latest change. Those grow in the order of commits, so that nodes that ask for newer ones miss none. */
  version: bigint({ mode: 'number' }).notNull(),
});

export const caseNotes = pgTable('case_notes', {
  id: text().primaryKey(),
  reportId: text('report_id').notNull(),
  moderatorId: text('moderator_id').notNull(),
  atMs: bigint('at_ms', { mode: 'number' }).notNull(),
  /** Sealed. */
  text: bytes().notNull(),
});
