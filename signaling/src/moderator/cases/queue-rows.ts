import type { QueuePriority } from '@sotto/protocol';
import { and, asc, count, desc, eq, gt, gte, inArray, lte, max, ne, or, sql, type SQL } from 'drizzle-orm';
import type { Database } from '../../cases/database.ts';
import { reports } from '../../cases/schema.ts';
import { moderators } from '../accounts/schema.ts';
import { auditHead } from '../audit/schema.ts';
import { caseFacts } from '../insight/schema.ts';
import type { QueueCount, QueuedCase, QueueFilter, QueuePlace } from './case-desk.ts';

export const queued = {
  id: reports.id,
  reason: reports.reason,
  desk: reports.desk,
  state: reports.state,
  urgency: reports.urgency,
  independent: reports.independent,
  receivedAtMs: reports.receivedAtMs,
  placeAtMs: reports.placeAtMs,
  holder: reports.holder,
  holderName: moderators.name,
  heldUntilMs: reports.heldUntilMs,
};

/** Written out, and not as a parameter: the planner uses an index over open reports only where it sees that no other is asked for. */
export const isOpen = sql`${reports.state} <> 'decided'`;

const isDecided = sql`${reports.state} = 'decided'`;

/**
 * Open reports behind a place, in the order of the queue. The index gives that order: a page costs the same at every place. Those that are skipped are
 * counted off in the index alone. Decided ones come the newest first.
 */
export function pageOf(
  database: Database,
  filter: QueueFilter,
  after: QueuePlace | undefined,
  limit: number,
  skip = 0,
): Promise<QueuedCase[]> {
  const order =
    filter.state === 'decided'
      ? [desc(reports.receivedAtMs), asc(reports.id)]
      : [asc(reports.urgency), asc(reports.rank), asc(reports.placeAtMs), asc(reports.id)];
  const fits = and(fitting(filter), after && filter.state !== 'decided' ? isBehind(after) : undefined);
  const ids = database
    .select({ id: reports.id })
    .from(reports)
    .where(fits)
    .orderBy(...order)
    .offset(skip)
    .limit(limit);
  return database
    .select(queued)
    .from(reports)
    .leftJoin(moderators, eq(moderators.id, reports.holder))
    .where(inArray(reports.id, ids))
    .orderBy(...order);
}

export async function countOf(database: Database, filter: QueueFilter): Promise<number> {
  const [counted] = await database.select({ n: count() }).from(reports).where(fitting(filter));
  return counted?.n ?? 0;
}

export async function countsOf(database: Database, nowMs: number): Promise<QueueCount[]> {
  return database
    .select({
      reason: reports.reason,
      desk: reports.desk,
      priority,
      open: count(),
      held: sql`count(*) FILTER (WHERE ${gt(reports.heldUntilMs, nowMs)})`.mapWith(Number),
    })
    .from(reports)
    .where(isOpen)
    .groupBy(reports.reason, reports.desk, sql`3`);
}

/** Each act of a moderator is a row of the audit log, and each report a row of the facts. */
export async function versionOf(database: Database): Promise<string> {
  const newest = database.select({ seq: max(caseFacts.seq) }).from(caseFacts);
  const [head] = await database
    .select({ acts: auditHead.seq, newest: sql<number | null>`(${newest})` })
    .from(auditHead);
  return `${head?.acts ?? 0}.${head?.newest ?? 0}`;
}

const isFirst = sql`${reports.urgency} = 0`;
const isRepeated = sql`${reports.urgency} > 0 AND ${reports.rank} < -1`;
const isUsual = sql`${reports.urgency} > 0 AND ${reports.rank} >= -1`;
const ofPriority: Readonly<Record<QueuePriority, SQL>> = {
  urgent: isFirst,
  repeated: isRepeated,
  usual: isUsual,
};
const priority = sql<QueuePriority>`CASE WHEN ${isFirst} THEN 'urgent' WHEN ${isRepeated} THEN 'repeated' ELSE 'usual' END`;

function fitting({
  state,
  reason,
  desk,
  held,
  priority: of,
  sinceMs,
  untilMs,
}: QueueFilter): SQL | undefined {
  return and(
    state === 'decided' ? isDecided : isOpen,
    state === undefined || state === 'decided' ? undefined : eq(reports.state, state),
    reason && eq(reports.reason, reason),
    desk && eq(reports.desk, desk),
    of && ofPriority[of],
    sinceMs === undefined ? undefined : gte(reports.receivedAtMs, sinceMs),
    untilMs === undefined ? undefined : lte(reports.receivedAtMs, untilMs),
    held && isHeld(held),
  );
}

function isBehind({ urgency, independent, placeAtMs, id }: QueuePlace): SQL {
  return sql`(${reports.urgency}, ${reports.rank}, ${reports.placeAtMs}, ${reports.id}) > (${urgency}, ${-independent}, ${placeAtMs}, ${id})`;
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
