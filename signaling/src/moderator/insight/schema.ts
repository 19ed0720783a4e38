import { reportReasons } from '@sotto/protocol';
import { bigint, bigserial, boolean, pgTable, text } from 'drizzle-orm/pg-core';

/**
 * What figures are made of: a row for each report that came, which stays when the report itself is deleted. It holds nothing of what was said and nothing that
 * names anybody. Triggers of the database write it (see `0004_insight.sql`), so that no way of settling a report can forget to.
 */
export const caseFacts = pgTable('case_facts', {
  /** Counts up with each report. */
  seq: bigserial({ mode: 'number' }).primaryKey(),
  reportId: text('report_id').notNull(),
  receivedAtMs: bigint('received_at_ms', { mode: 'number' }).notNull(),
  reason: text({ enum: reportReasons }).notNull(),
  /** When it came; what somebody put first later is not. */
  urgent: boolean().notNull(),
  /** When somebody first claimed it. */
  firstLookMs: bigint('first_look_ms', { mode: 'number' }),
  /** Of the decision that settled it. */
  decisionId: text('decision_id'),
});
