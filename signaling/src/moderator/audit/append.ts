import { eq } from 'drizzle-orm';
import type { Database } from '../../cases/database.ts';
import { hashOf, type AuditEntry } from './chain.ts';
import { audit, auditHead } from './schema.ts';

/**
 * Appends to the audit log, as part of the transaction that the entry tells of: none of the two comes to pass without the other. Answers
 * the number of the row: numbers are given in the order of the commits.
 */
export type AppendAudit = (transaction: Database, entry: AuditEntry) => Promise<number>;

/** Call it last in a transaction: from then until the commit, everybody else's acts wait. */
export function createAppendAudit(key: Uint8Array): AppendAudit {
  return async (transaction, { details, ...entry }) => {
    const [head] = await transaction.select().from(auditHead).for('update');
    if (head === undefined) throw new Error('the head of the audit log is gone');
    const row = { ...entry, details: JSON.stringify(details), seq: head.seq + 1, prev: head.hash };
    const hash = hashOf(key, row);
    await transaction.insert(audit).values({ ...row, hash });
    await transaction.update(auditHead).set({ seq: row.seq, hash }).where(eq(auditHead.one, true));
    return row.seq;
  };
}
