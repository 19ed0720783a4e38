import { bigint, index, pgTable, smallint, text } from 'drizzle-orm/pg-core';
import { reportDesks, reportReasons, reportStates } from '@sotto/protocol';
import { sql } from 'drizzle-orm';
import { bytes } from './columns.ts';

/**
 * Verified reports. In the clear stands what finds and orders them, and nothing that names anybody: no reporter at all; the accused, and
 * the reporting side of a match, as keyed hashes. The migrations in `migrations/` make the table.
 */
export const reports = pgTable(
  'reports',
  {
    /** `reportIdOf` the bundle, so that a report that comes again is the same row. */
    id: text().primaryKey(),
    receivedAtMs: bigint('received_at_ms', { mode: 'number' }).notNull(),
    reason: text({ enum: reportReasons }).notNull(),
    state: text({ enum: reportStates }).notNull(),
    /** 0: before all others. */
    urgency: smallint().notNull(),
    /** By how many hours it counts as older in the queue, by what was known of the reporter when it came; 0 from its decision on. */
    headStartH: smallint('head_start_h').notNull().default(0),
    /** When it came as the queue orders it. */
    placeAtMs: bigint('place_at_ms', { mode: 'number' })
      .notNull()
      .generatedAlwaysAs(sql`"received_at_ms" - "head_start_h" * 3600000`),
    /** The same for all reports of one person. */
    accusedIndex: bytes('accused_index').notNull(),
    /** The same for all reports that one side of one match files. */
    sideIndex: bytes('side_index').notNull(),
    /** SHA-256 of the receipt. */
    receiptHash: bytes('receipt_hash').notNull(),
    /** Sealed; see `evidence-box.ts`. */
    evidence: bytes().notNull(),
    /** When the report is deleted, whatever became of it; unless it is held, or, for a while, an appeal is open. */
    expiresAtMs: bigint('expires_at_ms', { mode: 'number' }).notNull(),
    desk: text({ enum: reportDesks }).notNull().default('moderator'),
    /** Sides of matches that reported the same person, this one included. */
    independent: smallint().notNull().default(1),
    /** The same, negative: one ascending index then has the whole order of the queue. */
    rank: smallint()
      .notNull()
      .generatedAlwaysAs(sql`-"independent"`),
    /** Id of the moderator who works on it, good until `heldUntilMs`. */
    holder: text(),
    heldUntilMs: bigint('held_until_ms', { mode: 'number' }),
    decisionId: text('decision_id'),
    /** Kept whatever its age, from then on. */
    legalHoldAtMs: bigint('legal_hold_at_ms', { mode: 'number' }),
    legalHoldBy: text('legal_hold_by'),
  },
  (table) => [
    index('reports_queue')
      .on(table.urgency, table.rank, table.placeAtMs, table.id)
      .where(sql`"state" <> 'decided'`),
    index('reports_accused').on(table.accusedIndex),
    index('reports_side').on(table.sideIndex),
    index('reports_receipt').on(table.receiptHash),
    index('reports_expiry').on(table.expiresAtMs),
  ],
);
