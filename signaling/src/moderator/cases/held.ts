import { eq, sql, type SQL } from 'drizzle-orm';
import { mayOpen } from '@sotto/protocol';
import type { Database } from '../../cases/database.ts';
import { reports } from '../../cases/schema.ts';
import type { AuditAction, AuditEntry } from '../audit/chain.ts';
import type { Acting, CaseRefusal, StoredNote } from './case-desk.ts';
import { caseNotes, decisions } from './schema.ts';

/** What the rules of holding look at. */
export const locked = {
  state: reports.state,
  desk: reports.desk,
  holder: reports.holder,
  heldUntilMs: reports.heldUntilMs,
};

/** Of a report that is put before all others: such come as they came, whoever sent them. */
export const urgent = { urgency: 0, headStartH: 0 } as const;

export function isHeldBy(
  { state, holder, heldUntilMs }: { state: string; holder: string | null; heldUntilMs: number | null },
  { moderatorId, nowMs }: Acting,
): 'self' | 'other' | 'nobody' {
  if (state === 'decided' || holder === null || (heldUntilMs ?? 0) <= nowMs) return 'nobody';
  return holder === moderatorId ? 'self' : 'other';
}

/** Changes a report that whoever acts holds; or says why not, and changes nothing. */
export async function takeHeld(
  database: Database,
  id: string,
  acting: Acting,
  change: Partial<typeof reports.$inferInsert>,
): Promise<CaseRefusal | undefined> {
  const [report] = await database.select(locked).from(reports).where(eq(reports.id, id)).for('update');
  if (report === undefined) return 'unknown';
  if (report.state === 'decided') return 'decided';
  if (!mayOpen(report.desk, acting.roles)) return 'sealed';
  if (isHeldBy(report, acting) !== 'self') return 'not-held';
  await database.update(reports).set(change).where(eq(reports.id, id));
  return undefined;
}

export async function addNote(
  database: Database,
  reportId: string,
  { moderatorId, nowMs }: Acting,
  { id, text }: Pick<StoredNote, 'id' | 'text'>,
): Promise<void> {
  await database.insert(caseNotes).values({ id, reportId, moderatorId, atMs: nowMs, text });
}

export function entryOf(
  { moderatorId, nowMs }: Acting,
  action: AuditAction,
  subject: string,
  details: AuditEntry['details'] = {},
): AuditEntry {
  return { atMs: nowMs, actor: moderatorId, action, subject, details };
}

/** Whether nobody has decided on a report since, without taking that back. */
export function isLatestOf({
  id,
  reportId,
  atMs,
}: Pick<typeof decisions.$inferSelect, 'id' | 'reportId' | 'atMs'>): SQL {
  return sql`NOT EXISTS (SELECT FROM ${decisions} WHERE ${decisions.reportId} = ${reportId} AND ${decisions.id} <> ${id}
    AND ${decisions.atMs} >= ${atMs} AND ${decisions.undoneAtMs} IS NULL)`;
}
