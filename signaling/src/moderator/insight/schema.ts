import { reportReasons } from '@sotto/protocol';
import { bigint, bigserial, boolean, pgTable, text } from 'drizzle-orm/pg-core';

/**
 * What figures are made of: a row for each report that came, which stays when the report itself is deleted. It holds nothing of what was said and nothing that
 * names anybody. With the report it loses the id and the moments: whoever kept a copy of the report could find its row by them. Triggers of the database write it (see `0004_insight.sql`), so that no way of settling a report can forget to.
 */
export const caseFacts = pgTable('case_facts', {
  /** Counts up with each report. */
  seq: bigserial({ mode: 'number' }).primaryKey(),
  /** Absent once the report is deleted. */
  reportId: text('report_id'),
  /** The start of its day once the report is deleted. */
  receivedAtMs: bigint('received_at_ms', { mode: 'number' }).notNull(),
  reason: text({ enum: reportReasons }).notNull(),
  /** When it came; what somebody put first later is not. */
  urgent: boolean().notNull(),
  /** When somebody first claimed it; absent once the report is deleted. */
  firstLookMs: bigint('first_look_ms', { mode: 'number' }),
  /** Of the decision that settled it. */
  decisionId: text('decision_id'),
  /** These two stand for the moments of a deleted report: how long it waited, up to a full quarter of an hour, by which no aim is kept or missed that was not. */
  lookAfterMs: bigint('look_after_ms', { mode: 'number' }),
  decisionAfterMs: bigint('decision_after_ms', { mode: 'number' }),
});
