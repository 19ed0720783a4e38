import { and, asc, count, eq, isNull, ne, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { isMeasure, mayOpen, type ReportDesk } from '@sotto/protocol';
import type { Database } from '../../cases/database.ts';
import { reports } from '../../cases/schema.ts';
import { moderators } from '../accounts/schema.ts';
import { appeals, bans, decisions } from '../cases/schema.ts';
import type { AppealPlace, StoredAppeal, WholeAppeal } from './appeal-desk.ts';

const first = alias(moderators, 'first');
const holding = alias(moderators, 'holding');
const judge = alias(moderators, 'judge');

const listed = {
  id: appeals.decisionId,
  reportId: decisions.reportId,
  desk: appeals.desk,
  action: decisions.action,
  guideline: decisions.guideline,
  atMs: appeals.atMs,
  firstModerator: appeals.firstModerator,
  firstName: first.name,
  holder: appeals.holder,
  holderName: holding.name,
  heldUntilMs: appeals.heldUntilMs,
};

/** An appeal that somebody has yet to decide, against a decision that stands. */
export const isOpenAppeal: SQL | undefined = and(isNull(appeals.outcome), isNull(decisions.undoneAtMs));

export async function appealPage(
  database: Database,
  after: AppealPlace | undefined,
  limit: number,
): Promise<StoredAppeal[]> {
  const rows = await database
    .select(listed)
    .from(appeals)
    .innerJoin(decisions, eq(decisions.id, appeals.decisionId))
    .leftJoin(first, eq(first.id, appeals.firstModerator))
    .leftJoin(holding, eq(holding.id, appeals.holder))
    .where(
      and(
        isOpenAppeal,
        after && sql`(${appeals.atMs}, ${appeals.decisionId}) > (${after.atMs}, ${after.id})`,
      ),
    )
    .orderBy(asc(appeals.atMs), asc(appeals.decisionId))
    .limit(limit);
  return rows.flatMap((row) => measured(row));
}

export async function countAppeals(database: Database): Promise<number> {
  const [counted] = await database
    .select({ n: count() })
    .from(appeals)
    .innerJoin(decisions, eq(decisions.id, appeals.decisionId))
    .where(isOpenAppeal);
  return counted?.n ?? 0;
}

export async function wholeAppeal(database: Database, id: string): Promise<WholeAppeal | undefined> {
  const [found] = await database
    .select({
      listed,
      decidedAtMs: decisions.atMs,
      untilMs: bans.untilMs,
      statement: decisions.statement,
      text: appeals.text,
      keptId: reports.id,
      reportDesk: sql<ReportDesk | null>`coalesce(${reports.desk}, ${decisions.desk})`,
      outcome: appeals.outcome,
      by: appeals.decidedBy,
      byName: judge.name,
      outcomeAtMs: appeals.decidedAtMs,
      answer: appeals.answer,
    })
    .from(appeals)
    .innerJoin(decisions, eq(decisions.id, appeals.decisionId))
    .leftJoin(bans, eq(bans.decisionId, decisions.id))
    .leftJoin(reports, eq(reports.id, decisions.reportId))
    .leftJoin(first, eq(first.id, appeals.firstModerator))
    .leftJoin(holding, eq(holding.id, appeals.holder))
    .leftJoin(judge, eq(judge.id, appeals.decidedBy))
    .where(and(eq(appeals.decisionId, id), isNull(decisions.undoneAtMs)));
  const [row] = found === undefined ? [] : measured(found.listed);
  if (found === undefined || row === undefined) return undefined;
  const {
    outcome,
    by,
    byName,
    outcomeAtMs,
    answer,
    keptId,
    reportDesk,
    decidedAtMs,
    untilMs,
    statement,
    text,
  } = found;
  const others = await database
    .select({ roles: moderators.roles })
    .from(moderators)
    .where(and(isNull(moderators.disabledAtMs), ne(moderators.id, row.firstModerator)));
  const desks = [row.desk, reportDesk ?? row.desk];
  const isDecided = outcome !== null && by !== null && outcomeAtMs !== null && answer !== null;
  return {
    ...row,
    decidedAtMs,
    untilMs,
    statement,
    text,
    reportDesk: reportDesk ?? row.desk,
    evidenceKept: keptId !== null,
    judgeable: others.some(({ roles }) => desks.every((desk) => mayOpen(desk, roles))),
    outcome: isDecided ? { outcome, by, byName, atMs: outcomeAtMs, answer } : undefined,
  };
}

/** Nobody appeals against what touches nobody. */
function measured<
  Row extends {
    readonly action: (typeof decisions.$inferSelect)['action'];
    readonly guideline: (typeof decisions.$inferSelect)['guideline'];
  },
>({ action, guideline, ...row }: Row) {
  return isMeasure(action) && guideline !== null ? [{ ...row, measure: action, guideline }] : [];
}
