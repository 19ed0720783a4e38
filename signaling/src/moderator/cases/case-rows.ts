import { and, asc, desc, eq, isNotNull, isNull, ne, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { caseLimits } from '@sotto/protocol';
import type { Database } from '../../cases/database.ts';
import { reports } from '../../cases/schema.ts';
import { moderators } from '../accounts/schema.ts';
import type { StoredCase } from './case-desk.ts';
import { queued } from './queue-rows.ts';
import { appeals, caseNotes, decisions } from './schema.ts';

/** Of the history of one person, so that no page grows without end: as many as one decision can settle. */
const mostOthers = caseLimits.maxAlso;

/** Whoever keeps a report beyond its time. */
const keeper = alias(moderators, 'keeper');

/** All that is stored of a report but what it rests on. */
export async function caseOf(database: Database, id: string): Promise<StoredCase | undefined> {
  const [found] = await database
    .select({
      report: queued,
      accusedIndex: reports.accusedIndex,
      decisionId: reports.decisionId,
      heldAtMs: reports.legalHoldAtMs,
      heldBy: reports.legalHoldBy,
      heldByName: keeper.name,
    })
    .from(reports)
    .leftJoin(moderators, eq(moderators.id, reports.holder))
    .leftJoin(keeper, eq(keeper.id, reports.legalHoldBy))
    .where(eq(reports.id, id));
  if (found === undefined) return undefined;
  const { report, accusedIndex, decisionId, heldAtMs, heldBy, heldByName } = found;
  const ofReport = await database
    .select({
      id: decisions.id,
      moderatorId: decisions.moderatorId,
      moderatorName: moderators.name,
      atMs: decisions.atMs,
      action: decisions.action,
      guideline: decisions.guideline,
      statement: decisions.statement,
      untilMs: decisions.untilMs,
      passedTo: decisions.passedTo,
      appealAtMs: appeals.atMs,
      appealOutcome: appeals.outcome,
    })
    .from(decisions)
    .leftJoin(moderators, eq(moderators.id, decisions.moderatorId))
    .leftJoin(appeals, eq(appeals.decisionId, decisions.id))
    .where(
      and(
        isNull(decisions.undoneAtMs),
        or(
          and(eq(decisions.reportId, id), isNotNull(decisions.passedTo)),
          decisionId === null ? undefined : eq(decisions.id, decisionId),
        ),
      ),
    )
    .orderBy(desc(decisions.atMs));
  const notes = await database
    .select({
      id: caseNotes.id,
      moderatorId: caseNotes.moderatorId,
      moderatorName: moderators.name,
      atMs: caseNotes.atMs,
      text: caseNotes.text,
    })
    .from(caseNotes)
    .leftJoin(moderators, eq(moderators.id, caseNotes.moderatorId))
    .where(eq(caseNotes.reportId, id))
    .orderBy(asc(caseNotes.atMs), asc(caseNotes.id));
  const others = await database
    .select({
      id: reports.id,
      reason: reports.reason,
      desk: reports.desk,
      state: reports.state,
      receivedAtMs: reports.receivedAtMs,
      action: decisions.action,
    })
    .from(reports)
    .leftJoin(decisions, eq(decisions.id, reports.decisionId))
    .where(and(eq(reports.accusedIndex, accusedIndex), ne(reports.id, id)))
    .orderBy(sql`${reports.state} = 'decided'`, desc(reports.receivedAtMs), asc(reports.id))
    .limit(mostOthers);
  const decision = ofReport.find((each) => each.id === decisionId);
  return {
    report,
    decision,
    earlier: ofReport.filter((each) => each !== decision),
    legalHold:
      heldAtMs === null || heldBy === null ? undefined : { atMs: heldAtMs, by: heldBy, name: heldByName },
    notes,
    others,
  };
}
