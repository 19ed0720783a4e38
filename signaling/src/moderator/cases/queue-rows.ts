import { and, asc, count, eq, gt, lte, ne, or, sql, type SQL } from 'drizzle-orm';
import type { Database } from '../../cases/database.ts';
import { reports } from '../../cases/schema.ts';
import { moderators } from '../accounts/schema.ts';
import type { QueueCount, QueuedCase, QueueFilter, QueuePlace } from './case-desk.ts';

export const queued = {
  id: reports.id,
  reason: reports.reason,
  desk: reports.desk,
  state: reports.state,
  urgency: reports.urgency,
  independent: reports.independent,
  receivedAtMs: reports.receivedAtMs,
  holder: reports.holder,
  holderName: moderators.name,
  heldUntilMs: reports.heldUntilMs,
};

/** Written out, and not as a parameter: the planner uses an index over open reports only where it sees that no other is asked for. */
export const isOpen = sql`${reports.state} <> 'decided'`;

/** Open reports behind a place, in the order of the queue. The index gives that order: a page costs the same at every place. */
export function pageOf(
  database: Database,
  filter: QueueFilter,
  after: QueuePlace | undefined,
  limit: number,
): Promise<QueuedCase[]> {
  const { reason, desk, held, untilMs } = filter;
  return database
    .select(queued)
    .from(reports)
    .leftJoin(moderators, eq(moderators.id, reports.holder))
    .where(
      and(
        isOpen,
        after && isBehind(after),
        reason && eq(reports.reason, reason),
        desk && eq(reports.desk, desk),
        untilMs === undefined ? undefined : lte(reports.receivedAtMs, untilMs),
        held && isHeld(held),
      ),
    )
    .orderBy(asc(reports.urgency), asc(reports.rank), asc(reports.receivedAtMs), asc(reports.id))
    .limit(limit);
}

export async function countsOf(database: Database, nowMs: number): Promise<QueueCount[]> {
  return database
    .select({
      reason: reports.reason,
      desk: reports.desk,
      open: count(),
      held: sql`count(*) FILTER (WHERE ${gt(reports.heldUntilMs, nowMs)})`.mapWith(Number),
    })
    .from(reports)
    .where(isOpen)
    .groupBy(reports.reason, reports.desk);
}

function isBehind({ urgency, independent, receivedAtMs, id }: QueuePlace): SQL {
  return sql`(${reports.urgency}, ${reports.rank}, ${reports.receivedAtMs}, ${reports.id}) > (${urgency}, ${-independent}, ${receivedAtMs}, ${id})`;
}

function isHeld({ by, moderatorId, nowMs }: NonNullable<QueueFilter['held']>): SQL | undefined {
  const isNow = gt(reports.heldUntilMs, nowMs);
  switch (by) {
    case 'mine':
      return and(eq(reports.holder, moderatorId), isNow);
    case 'others':
      return and(ne(reports.holder, moderatorId), isNow);
    case 'free':
      return or(sql`${reports.heldUntilMs} IS NULL`, lte(reports.heldUntilMs, nowMs));
  }
}
