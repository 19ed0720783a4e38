import { bigint, boolean, pgTable, text } from 'drizzle-orm/pg-core';
import { bytes } from '../../cases/columns.ts';

/** What moderators did, each row bound to the one before it; see `chain.ts`. */
export const audit = pgTable('audit', {
  /** 1, 2, 3 and so on, without a hole. */
  seq: bigint({ mode: 'number' }).primaryKey(),
  atMs: bigint('at_ms', { mode: 'number' }).notNull(),
  actor: text().notNull(),
  action: text().notNull(),
  subject: text().notNull(),
  /** JSON, kept as the text that was hashed. */
  details: text().notNull(),
  prev: bytes().notNull(),
  hash: bytes().notNull(),
});

/** One row: where the chain ends. Whoever appends locks it first, so there is one chain. */
export const auditHead = pgTable('audit_head', {
  one: boolean().primaryKey(),
  seq: bigint({ mode: 'number' }).notNull(),
  hash: bytes().notNull(),
});
