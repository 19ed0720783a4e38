import { and, eq, inArray, isNull, lte, or } from 'drizzle-orm';
import { mayOpen } from '@sotto/protocol';
import type { Database, Tables } from '../../cases/database.ts';
import { reports } from '../../cases/schema.ts';
import type { AppendAudit } from '../audit/append.ts';
import type { AuditAction, AuditEntry } from '../audit/chain.ts';
import type { Acting, CaseDesk, CaseRefusal, StoredNote } from './case-desk.ts';
import { caseOf } from './case-rows.ts';
import { countOf, countsOf, isOpen, pageOf, versionOf } from './queue-rows.ts';
import { bans, caseNotes, decisions } from './schema.ts';

export function createCaseDesk(tables: Tables, append: AppendAudit): CaseDesk {
  return {
    page: (filter, after, limit, skip) =>
      tables.run((database) => pageOf(database, filter, after, limit, skip)),
    count: (filter) => tables.run((database) => countOf(database, filter)),
    version: () => tables.run(versionOf),
    counts: (nowMs) => tables.run((database) => countsOf(database, nowMs)),

    find: (receiptHash) =>
      tables.run(async (database) => {
        const [found] = await database
          .select({ id: reports.id })
          .from(reports)
          .where(eq(reports.receiptHash, receiptHash));
        return found?.id;
      }),

    view: (id) => tables.run((database) => caseOf(database, id)),

    claim: (id, acting, untilMs) =>
      tables.transaction(async (database) => {
        const [report] = await database.select(locked).from(reports).where(eq(reports.id, id)).for('update');
        if (report === undefined) return 'unknown';
        if (report.state === 'decided') return 'decided';
        if (!mayOpen(report.desk, acting.roles)) return 'sealed';
        if (isHeldBy(report, acting) === 'other') return 'held';
        await database
          .update(reports)
          .set({ state: 'in-review', holder: acting.moderatorId, heldUntilMs: untilMs })
          .where(eq(reports.id, id));
        if (isHeldBy(report, acting) !== 'self') await append(database, entryOf(acting, 'case-claimed', id));
        return 'claimed';
      }),

    release: (id, acting) =>
      tables.transaction(async (database) => {
        const refusal = await takeHeld(database, id, acting, { holder: null, heldUntilMs: null });
        if (refusal !== undefined) return refusal;
        await append(database, entryOf(acting, 'case-released', id));
        return 'released';
      }),

    openEvidence: (id, acting) =>
      tables.transaction(async (database) => {
        const [report] = await database.select(locked).from(reports).where(eq(reports.id, id)).for('share');
        if (report === undefined) return 'unknown';
        if (!mayOpen(report.desk, acting.roles)) return 'sealed';
        if (isHeldBy(report, acting) !== 'self') return report.state === 'decided' ? 'decided' : 'not-held';
        const [stored] = await database
          .select({ receivedAtMs: reports.receivedAtMs, evidence: reports.evidence })
          .from(reports)
          .where(eq(reports.id, id));
        if (stored === undefined) return 'unknown';
        await append(database, entryOf(acting, 'evidence-opened', id));
        return stored;
      }),

    escalate: (id, acting, desk, note) =>
      tables.transaction(async (database) => {
        const [report] = await database.select(locked).from(reports).where(eq(reports.id, id)).for('update');
        if (report === undefined) return 'unknown';
        if (report.state === 'decided') return 'decided';
        const isSealed = !mayOpen(report.desk, acting.roles);
        if (isSealed && desk !== report.desk) return 'sealed';
        if (!isSealed && isHeldBy(report, acting) !== 'self') return 'not-held';
        await database
          .update(reports)
          .set(isSealed ? { urgency: 0 } : { urgency: 0, desk, holder: null, heldUntilMs: null })
          .where(eq(reports.id, id));
        await addNote(database, id, acting, note);
        await append(database, entryOf(acting, 'case-escalated', id, { from: report.desk, to: desk }));
        return 'escalated';
      }),

    note: (id, acting, note) =>
      tables.transaction(async (database) => {
        const [report] = await database.select(locked).from(reports).where(eq(reports.id, id)).for('share');
        if (report === undefined) return 'unknown';
        if (!mayOpen(report.desk, acting.roles)) return 'sealed';
        await addNote(database, id, acting, note);
        await append(database, entryOf(acting, 'case-noted', id));
        return 'noted';
      }),

    decide: (id, acting, { ban, also, ...decision }) =>
      tables.transaction(async (database) => {
        const settled = {
          state: 'decided',
          decisionId: decision.id,
          holder: null,
          heldUntilMs: null,
        } as const;
        const refusal = await takeHeld(database, id, acting, settled);
        if (refusal !== undefined) return refusal;
        const others = await settleOthers(database, id, also, acting, settled);
        const settledIds = [id, ...others];
        await database.insert(decisions).values({
          ...decision,
          reportId: id,
          moderatorId: acting.moderatorId,
          atMs: acting.nowMs,
          guideline: decision.guideline ?? null,
          untilMs: ban?.untilMs ?? null,
        });
        const { action, guideline } = decision;
        const version = await append(
          database,
          entryOf(acting, 'case-decided', id, {
            decision: decision.id,
            action,
            ...(guideline !== undefined && { guideline }),
            ...(ban?.untilMs !== undefined && { untilMs: ban.untilMs }),
            ...(others.length > 0 && { also: others }),
          }),
        );
        if (ban !== undefined) {
          const { banHandle, untilMs = null } = ban;
          await database.insert(bans).values({ decisionId: decision.id, banHandle, untilMs, version });
        }
        return settledIds;
      }),

    undo: (decisionId, acting, sinceMs, heldUntilMs) =>
      tables.transaction(async (database) => {
        const isIt = eq(decisions.id, decisionId);
        const [decision] = await database.select().from(decisions).where(isIt).for('update');
        const isOwn = decision?.moderatorId === acting.moderatorId && decision.undoneAtMs === null;
        if (decision === undefined || !isOwn) return 'unknown';
        if (decision.atMs < sinceMs) return 'too-late';
        await database.update(decisions).set({ undoneAtMs: acting.nowMs }).where(isIt);
        await database
          .update(reports)
          .set({ state: 'in-review', decisionId: null, holder: acting.moderatorId, heldUntilMs })
          .where(eq(reports.decisionId, decisionId));
        const entry = entryOf(acting, 'decision-undone', decision.reportId, { decision: decisionId });
        const version = await append(database, entry);
        await database
          .update(bans)
          .set({ liftedAtMs: acting.nowMs, version })
          .where(eq(bans.decisionId, decisionId));
        return 'undone';
      }),
  };
}

/** What the rules of holding look at. */
const locked = {
  state: reports.state,
  desk: reports.desk,
  holder: reports.holder,
  heldUntilMs: reports.heldUntilMs,
};

function isHeldBy(
  { state, holder, heldUntilMs }: { state: string; holder: string | null; heldUntilMs: number | null },
  { moderatorId, nowMs }: Acting,
): 'self' | 'other' | 'nobody' {
  if (state === 'decided' || holder === null || (heldUntilMs ?? 0) <= nowMs) return 'nobody';
  return holder === moderatorId ? 'self' : 'other';
}

/** Changes a report that whoever acts holds; or says why not, and changes nothing. */
async function takeHeld(
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

/** Of the reports named, settles those of the same person at the same desk that are open and that nobody else holds. */
async function settleOthers(
  database: Database,
  id: string,
  also: readonly string[],
  { moderatorId, nowMs }: Acting,
  settled: Partial<typeof reports.$inferInsert>,
): Promise<string[]> {
  if (also.length === 0) return [];
  const [own] = await database
    .select({ accusedIndex: reports.accusedIndex, desk: reports.desk })
    .from(reports)
    .where(eq(reports.id, id));
  if (own === undefined) return [];
  const isFree = or(isNull(reports.holder), eq(reports.holder, moderatorId), lte(reports.heldUntilMs, nowMs));
  const rows = await database
    .update(reports)
    .set(settled)
    .where(
      and(
        inArray(reports.id, [...also]),
        eq(reports.accusedIndex, own.accusedIndex),
        eq(reports.desk, own.desk),
        isOpen,
        isFree,
      ),
    )
    .returning({ id: reports.id });
  return rows.map((row) => row.id).sort();
}

async function addNote(
  database: Database,
  reportId: string,
  { moderatorId, nowMs }: Acting,
  { id, text }: Pick<StoredNote, 'id' | 'text'>,
): Promise<void> {
  await database.insert(caseNotes).values({ id, reportId, moderatorId, atMs: nowMs, text });
}

function entryOf(
  { moderatorId, nowMs }: Acting,
  action: AuditAction,
  subject: string,
  details: AuditEntry['details'] = {},
): AuditEntry {
  return { atMs: nowMs, actor: moderatorId, action, subject, details };
}
