import { and, eq, isNull, or } from 'drizzle-orm';
import { mayOpen } from '@sotto/protocol';
import type { Database, Tables } from '../../cases/database.ts';
import { reports } from '../../cases/schema.ts';
import type { AppendAudit } from '../audit/append.ts';
import type { Acting } from '../cases/case-desk.ts';
import { entryOf, isHeldBy, isLatestOf } from '../cases/held.ts';
import { appeals, bans, decisions, warnings } from '../cases/schema.ts';
import type { AppealDesk, AppealRefusal } from './appeal-desk.ts';
import { appealPage, countAppeals, wholeAppeal } from './appeal-rows.ts';

export function createAppealDesk(tables: Tables, append: AppendAudit): AppealDesk {
  return {
    page: (after, limit) => tables.run((database) => appealPage(database, after, limit)),
    count: () => tables.run(countAppeals),
    view: (id) => tables.run((database) => wholeAppeal(database, id)),

    claim: (id, acting, untilMs) =>
      tables.transaction(async (database) => {
        const appeal = await openTo(database, id, acting);
        if (typeof appeal === 'string') return appeal;
        const held = isHeldBy({ state: 'open', ...appeal }, acting);
        if (held === 'other') return 'held';
        await database
          .update(appeals)
          .set({ holder: acting.moderatorId, heldUntilMs: untilMs })
          .where(eq(appeals.decisionId, id));
        if (held !== 'self')
          await append(database, entryOf(acting, 'appeal-claimed', appeal.reportId, about(id)));
        return 'claimed';
      }),

    release: (id, acting) =>
      tables.transaction(async (database) => {
        const appeal = await heldBy(database, id, acting);
        if (typeof appeal === 'string') return appeal;
        await database
          .update(appeals)
          .set({ holder: null, heldUntilMs: null })
          .where(eq(appeals.decisionId, id));
        await append(database, entryOf(acting, 'appeal-released', appeal.reportId, about(id)));
        return 'released';
      }),

    openEvidence: (id, acting) =>
      tables.transaction(async (database) => {
        const appeal = await heldBy(database, id, acting);
        if (typeof appeal === 'string') return appeal;
        const { reportId } = appeal;
        const [stored] = await database
          .select({ reportId: reports.id, receivedAtMs: reports.receivedAtMs, evidence: reports.evidence })
          .from(reports)
          .where(eq(reports.id, reportId));
        if (stored === undefined) return 'unknown';
        await append(database, entryOf(acting, 'evidence-opened', reportId, { appeal: id }));
        return stored;
      }),

    decide: (id, acting, { outcome, answer, untilMs }) =>
      tables.transaction(async (database) => {
        const appeal = await heldBy(database, id, acting);
        if (typeof appeal === 'string') return appeal;
        const { reportId } = appeal;
        const [ban] = await database.select().from(bans).where(eq(bans.decisionId, id)).for('update');
        if (outcome === 'shortened') {
          const isShorter = untilMs !== undefined && ban !== undefined && untilMs < (ban.untilMs ?? Infinity);
          if (!isShorter) return 'not-shorter';
        }
        const { moderatorId: decidedBy, nowMs } = acting;
        await database
          .update(appeals)
          .set({ outcome, answer, decidedBy, decidedAtMs: nowMs, holder: null, heldUntilMs: null })
          .where(eq(appeals.decisionId, id));
        const details = { ...about(id), outcome, ...(untilMs !== undefined && { untilMs }) };
        const version = await append(database, entryOf(acting, 'appeal-decided', reportId, details));
        if (outcome === 'upheld') return 'decided-now';
        if (outcome === 'shortened') {
          await database
            .update(bans)
            .set({ untilMs: untilMs ?? null, version })
            .where(eq(bans.decisionId, id));
          return 'decided-now';
        }
        const lifted = { liftedAtMs: nowMs, version };
        await database.update(bans).set(lifted).where(eq(bans.decisionId, id));
        await database.update(warnings).set(lifted).where(eq(warnings.decisionId, id));
        return 'decided-now';
      }),

    settledBy: (id) =>
      tables.run(async (database) => {
        const [decision] = await database
          .select({ id: decisions.id, reportId: decisions.reportId, atMs: decisions.atMs })
          .from(decisions)
          .where(eq(decisions.id, id));
        if (decision === undefined) return [];
        // One that was passed on bears no decision until somebody there has made theirs.
        const isPassedOn = and(
          eq(reports.id, decision.reportId),
          isNull(reports.decisionId),
          isLatestOf(decision),
        );
        const rows = await database
          .select({ id: reports.id })
          .from(reports)
          .where(or(eq(reports.decisionId, id), isPassedOn));
        return rows.map((row) => row.id);
      }),
  };
}

interface Locked {
  readonly reportId: string;
  readonly holder: string | null;
  readonly heldUntilMs: number | null;
}

/** An appeal that whoever acts may judge, locked with its decision. */
async function openTo(database: Database, id: string, acting: Acting): Promise<Locked | AppealRefusal> {
  const [appeal] = await database
    .select({
      reportId: decisions.reportId,
      undoneAtMs: decisions.undoneAtMs,
      desk: appeals.desk,
      decidedAt: decisions.desk,
      outcome: appeals.outcome,
      firstModerator: appeals.firstModerator,
      holder: appeals.holder,
      heldUntilMs: appeals.heldUntilMs,
    })
    .from(appeals)
    .innerJoin(decisions, eq(decisions.id, appeals.decisionId))
    .where(eq(appeals.decisionId, id))
    .for('update');
  if (appeal?.undoneAtMs !== null) return 'unknown';
  if (appeal.outcome !== null) return 'decided';
  // The report may have been passed on since, and must not be while somebody reads it by way of the appeal.
  const [report] = await database
    .select({ desk: reports.desk })
    .from(reports)
    .where(eq(reports.id, appeal.reportId))
    .for('share');
  const desks = [appeal.desk, report?.desk ?? appeal.decidedAt ?? appeal.desk];
  if (!desks.every((desk) => mayOpen(desk, acting.roles))) return 'sealed';
  if (appeal.firstModerator === acting.moderatorId) return 'own';
  return appeal;
}

async function heldBy(database: Database, id: string, acting: Acting): Promise<Locked | AppealRefusal> {
  const appeal = await openTo(database, id, acting);
  if (typeof appeal === 'string') return appeal;
  return isHeldBy({ state: 'open', ...appeal }, acting) === 'self' ? appeal : 'not-held';
}

function about(decision: string): { readonly decision: string } {
  return { decision };
}
