import { and, eq, inArray, isNotNull, isNull, lte, ne, or, sql, type SQL } from 'drizzle-orm';
import type { ReportDesk } from '@sotto/protocol';
import type { Database } from '../../cases/database.ts';
import { reports } from '../../cases/schema.ts';
import type { AppendAudit } from '../audit/append.ts';
import type { Acting, CaseRefusal, NewDecision } from './case-desk.ts';
import { addNote, entryOf, isLatestOf, takeHeld, urgent } from './held.ts';
import { isOpen } from './queue-rows.ts';
import { appeals, bans, decisions, warnings } from './schema.ts';

/** What settles reports, and what takes that back. Each runs within a transaction of its caller. */

export async function decide(
  database: Database,
  append: AppendAudit,
  id: string,
  acting: Acting,
  { ban, warning, passOn, also, ...decision }: NewDecision,
): Promise<readonly string[] | CaseRefusal> {
  const released = { holder: null, heldUntilMs: null };
  const settled = { state: 'decided', decisionId: decision.id, headStartH: 0, ...released } as const;
  const passed = passOn && { ...urgent, desk: passOn.to, ...released };
  const refusal = await takeHeld(database, id, acting, passed ?? settled);
  if (refusal !== undefined) return refusal;
  const others = await settleOthers(database, id, passOn?.from, also, acting, settled);
  await database.insert(decisions).values({
    ...decision,
    reportId: id,
    moderatorId: acting.moderatorId,
    atMs: acting.nowMs,
    guideline: decision.guideline ?? null,
    untilMs: ban?.untilMs ?? null,
    passedFrom: passOn?.from ?? null,
    passedTo: passOn?.to ?? null,
    desk: sql`(SELECT ${reports.desk} FROM ${reports} WHERE ${reports.id} = ${id})`,
  });
  if (passOn !== undefined) await addNote(database, id, acting, passOn.note);
  // Each has a row of its own: who asks what was done to it finds it by its id.
  for (const other of others)
    await append(database, entryOf(acting, 'case-decided', other, { decision: decision.id, with: id }));
  const { action, guideline } = decision;
  const version = await append(
    database,
    entryOf(acting, 'case-decided', id, {
      decision: decision.id,
      action,
      ...(guideline !== undefined && { guideline }),
      ...(ban?.untilMs !== undefined && { untilMs: ban.untilMs }),
      ...(passOn && { passedFrom: passOn.from, passedTo: passOn.to }),
      ...(others.length > 0 && { also: others }),
    }),
  );
  if (ban !== undefined) {
    const { banHandle, untilMs = null } = ban;
    await database.insert(bans).values({ decisionId: decision.id, banHandle, untilMs, version });
  }
  if (warning !== undefined)
    await database.insert(warnings).values({ decisionId: decision.id, ...warning, version });
  return [id, ...others];
}

export async function undo(
  database: Database,
  append: AppendAudit,
  decisionId: string,
  acting: Acting,
  { sinceMs, heldUntilMs }: { readonly sinceMs: number; readonly heldUntilMs: number },
): Promise<readonly string[] | 'unknown' | 'too-late'> {
  const isIt = eq(decisions.id, decisionId);
  const [decision] = await database.select().from(decisions).where(isIt).for('update');
  const isOwn = decision?.moderatorId === acting.moderatorId && decision.undoneAtMs === null;
  if (decision === undefined || !isOwn) return 'unknown';
  // What somebody else has decided on an appeal is not the first moderator's to take back.
  const [judged] = await database
    .select({ id: appeals.decisionId })
    .from(appeals)
    .where(and(eq(appeals.decisionId, decisionId), isNotNull(appeals.outcome)));
  if (decision.atMs < sinceMs || judged !== undefined) return 'too-late';
  await database.update(decisions).set({ undoneAtMs: acting.nowMs }).where(isIt);
  const regained = { state: 'in-review', decisionId: null, holder: acting.moderatorId, heldUntilMs } as const;
  const back = await database
    .update(reports)
    .set(regained)
    .where(eq(reports.decisionId, decisionId))
    .returning({ id: reports.id });
  const { reportId, passedFrom, passedTo } = decision;
  // One that was passed on comes back, unless somebody there has begun with it.
  if (passedFrom !== null && passedTo !== null)
    await database
      .update(reports)
      .set({ ...regained, desk: passedFrom })
      .where(and(eq(reports.id, reportId), eq(reports.desk, passedTo), isOpen, isFreeFor(acting)));
  const others = back.filter((each) => each.id !== reportId);
  for (const { id } of others)
    await append(database, entryOf(acting, 'decision-undone', id, { decision: decisionId, with: reportId }));
  const entry = entryOf(acting, 'decision-undone', reportId, { decision: decisionId });
  const version = await append(database, entry);
  const lifted = { liftedAtMs: acting.nowMs, version };
  await database.update(bans).set(lifted).where(eq(bans.decisionId, decisionId));
  await database.update(warnings).set(lifted).where(eq(warnings.decisionId, decisionId));
  // What somebody else has decided of it since stands.
  const [own] = await database
    .select({ id: reports.id })
    .from(reports)
    .where(and(eq(reports.id, reportId), isOpen, isLatestOf(decision)));
  return [...(own ? [own] : []), ...others].map(({ id }) => id);
}

/** Of the reports named, settles those of the same person at the same desk that are open and that nobody else holds. One that is passed on has left its desk by now. */
async function settleOthers(
  database: Database,
  id: string,
  passedFrom: ReportDesk | undefined,
  also: readonly string[],
  acting: Acting,
  settled: Partial<typeof reports.$inferInsert>,
): Promise<string[]> {
  if (also.length === 0) return [];
  const [own] = await database
    .select({ accusedIndex: reports.accusedIndex, desk: reports.desk })
    .from(reports)
    .where(eq(reports.id, id));
  if (own === undefined) return [];
  const rows = await database
    .update(reports)
    .set(settled)
    .where(
      and(
        inArray(reports.id, [...also]),
        ne(reports.id, id),
        eq(reports.accusedIndex, own.accusedIndex),
        eq(reports.desk, passedFrom ?? own.desk),
        isOpen,
        isFreeFor(acting),
      ),
    )
    .returning({ id: reports.id });
  return rows.map((row) => row.id).sort();
}

function isFreeFor({ moderatorId, nowMs }: Acting): SQL | undefined {
  return or(isNull(reports.holder), eq(reports.holder, moderatorId), lte(reports.heldUntilMs, nowMs));
}
