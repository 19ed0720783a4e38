import type { DecisionAction, Guideline, ReportReason, Spread } from '@sotto/protocol';
import { and, count, eq, gte, isNotNull, isNull, lt, sql, type SQL, type AnyColumn } from 'drizzle-orm';
import type { Database } from '../../cases/database.ts';
import { moderators } from '../accounts/schema.ts';
import { decisions } from '../cases/schema.ts';
import { caseFacts } from './schema.ts';
import { aims, type Kept } from './score.ts';

/** Figures, each computed by the database in one pass over the facts. Times are milliseconds since the epoch, days are days since then. */

export interface Bounds {
  readonly fromMs: number;
  readonly endMs: number;
}

export interface Progress {
  readonly received: number;
  readonly decided: number;
  readonly firstLook: Spread;
  readonly decision: Spread;
}

export interface ProgressFigures {
  readonly total: Progress & { readonly look: Kept; readonly settled: Kept };
  readonly days: ReadonlyMap<number, Progress>;
  readonly reasons: ReadonlyMap<ReportReason, Progress>;
}

const dayMs = 86_400_000;
const within = (column: AnyColumn, { fromMs, endMs }: Bounds): SQL | undefined =>
  and(gte(column, fromMs), lt(column, endMs));

/** Decisions that were made in a period. */
export const decidedIn = (bounds: Bounds): SQL | undefined => within(decisions.atMs, bounds);

const lookAfter = sql`coalesce(${caseFacts.lookAfterMs}, ${caseFacts.firstLookMs} - ${caseFacts.receivedAtMs})`;
const decisionAfter = sql`coalesce(${caseFacts.decisionAfterMs}, ${decisions.atMs} - ${caseFacts.receivedAtMs})`;

/** How far the reports are that came in a period: all of them, by the day and by the reason. */
export async function progressOf(
  database: Database,
  bounds: Bounds,
  nowMs: number,
): Promise<ProgressFigures> {
  const facts = database
    .select({
      day: sql<number>`(${caseFacts.receivedAtMs} / ${sql.raw(String(dayMs))})::int`.as('day'),
      reason: caseFacts.reason,
      urgent: caseFacts.urgent,
      ageMs: sql<number>`${nowMs}::bigint - ${caseFacts.receivedAtMs}`.as('age_ms'),
      // Reports that were settled together with another one were never claimed themselves.
      lookMs: sql<number>`coalesce(${lookAfter}, ${decisionAfter})`.as('look_ms'),
      decisionMs: sql<number>`${decisionAfter}`.as('decision_ms'),
    })
    .from(caseFacts)
    .leftJoin(decisions, eq(decisions.id, caseFacts.decisionId))
    .where(within(caseFacts.receivedAtMs, bounds))
    .as('facts');
  const { day, reason, urgent, ageMs, lookMs, decisionMs } = facts;
  const aim = (of: 'lookMs' | 'decisionMs') =>
    sql`CASE WHEN ${urgent} THEN ${aims.urgent[of]}::bigint ELSE ${aims.usual[of]}::bigint END`;
  const number = (of: SQL) => sql`${of}`.mapWith(Number);
  const rows = await database
    .select({
      day,
      reason: sql<ReportReason | null>`${reason}`,
      isDay: number(sql`1 - grouping(${day})`),
      isReason: number(sql`1 - grouping(${reason})`),
      received: count(),
      decided: number(sql`count(${decisionMs})`),
      ...percentiles('look', lookMs),
      ...percentiles('decision', decisionMs),
      lookDue: number(sql`count(*) FILTER (WHERE ${lookMs} IS NOT NULL OR ${ageMs} >= ${aim('lookMs')})`),
      lookKept: number(sql`count(*) FILTER (WHERE ${lookMs} <= ${aim('lookMs')})`),
      settledDue: number(
        sql`count(*) FILTER (WHERE ${decisionMs} IS NOT NULL OR ${ageMs} >= ${aim('decisionMs')})`,
      ),
      settledKept: number(sql`count(*) FILTER (WHERE ${decisionMs} <= ${aim('decisionMs')})`),
    })
    .from(facts)
    .groupBy(sql`GROUPING SETS ((${day}), (${reason}), ())`);
  const days = new Map<number, Progress>();
  const reasons = new Map<ReportReason, Progress>();
  let total: ProgressFigures['total'] = {
    received: 0,
    decided: 0,
    firstLook: undefined,
    decision: undefined,
    look: { due: 0, kept: 0 },
    settled: { due: 0, kept: 0 },
  };
  for (const row of rows) {
    const progress: Progress = {
      received: row.received,
      decided: row.decided,
      firstLook: spreadOf(row.lookMedian, row.lookP90),
      decision: spreadOf(row.decisionMedian, row.decisionP90),
    };
    if (row.isDay === 1) days.set(row.day, progress);
    else if (row.isReason === 1 && row.reason !== null) reasons.set(row.reason, progress);
    else
      total = {
        ...progress,
        look: { due: row.lookDue, kept: row.lookKept },
        settled: { due: row.settledDue, kept: row.settledKept },
      };
  }
  return { total, days, reasons };
}

/** Reports that were settled in a period, by the day, whenever they came. */
export async function settledByDay(database: Database, bounds: Bounds): Promise<ReadonlyMap<number, number>> {
  const day = sql`(${decisions.atMs} / ${sql.raw(String(dayMs))})::int`;
  const rows = await database
    .select({ day: day.mapWith(Number), n: count() })
    .from(caseFacts)
    .innerJoin(decisions, eq(decisions.id, caseFacts.decisionId))
    .where(decidedIn(bounds))
    .groupBy(day);
  return new Map(rows.map(({ day: of, n }) => [of, n]));
}

export interface ActionCount {
  readonly action: DecisionAction;
  readonly guideline: Guideline | null;
  readonly count: number;
  /** Of bans: those without an end. */
  readonly forGood: number;
}

/** Decisions of a period that were not taken back. */
export async function actionCounts(database: Database, bounds: Bounds): Promise<ActionCount[]> {
  return database
    .select({
      action: decisions.action,
      guideline: decisions.guideline,
      count: count(),
      forGood:
        sql`count(*) FILTER (WHERE ${decisions.action} = 'ban' AND ${decisions.untilMs} IS NULL)`.mapWith(
          Number,
        ),
    })
    .from(decisions)
    .where(and(decidedIn(bounds), isNull(decisions.undoneAtMs)))
    .groupBy(decisions.action, decisions.guideline)
    .orderBy(decisions.action, decisions.guideline);
}

export interface ModeratorFigures {
  readonly id: string;
  readonly name: string;
  readonly decisions: number;
  readonly undone: number;
  readonly inHand: Spread;
}

/** What each moderator decided in a period. @param only this one */
export async function moderatorFigures(
  database: Database,
  bounds: Bounds,
  only: string | undefined,
): Promise<ModeratorFigures[]> {
  // One row for a decision that settled several reports: the longest that any of them was in hand.
  const settled = database
    .select({
      decisionId: caseFacts.decisionId,
      inHandMs: sql<number>`max(${decisionAfter} - ${lookAfter})`.as('in_hand_ms'),
    })
    .from(caseFacts)
    .innerJoin(decisions, eq(decisions.id, caseFacts.decisionId))
    .where(decidedIn(bounds))
    .groupBy(caseFacts.decisionId)
    .as('settled');
  const rows = await database
    .select({
      id: decisions.moderatorId,
      name: moderators.name,
      decisions: sql`count(*) FILTER (WHERE ${isNull(decisions.undoneAtMs)})`.mapWith(Number),
      undone: sql`count(*) FILTER (WHERE ${isNotNull(decisions.undoneAtMs)})`.mapWith(Number),
      ...percentiles('hand', sql`${settled.inHandMs}`),
    })
    .from(decisions)
    .leftJoin(settled, eq(settled.decisionId, decisions.id))
    .leftJoin(moderators, eq(moderators.id, decisions.moderatorId))
    .where(and(decidedIn(bounds), only === undefined ? undefined : eq(decisions.moderatorId, only)))
    .groupBy(decisions.moderatorId, moderators.name)
    .orderBy(moderators.name, decisions.moderatorId);
  return rows.map(({ name, handMedian, handP90, ...row }) => ({
    ...row,
    name: name ?? '',
    inHand: spreadOf(handMedian, handP90),
  }));
}

function percentiles<Name extends string>(name: Name, of: SQL | SQL.Aliased | AnyColumn) {
  const at = (share: number): SQL<number | null> =>
    sql<number | null>`percentile_cont(${sql.raw(String(share))}) WITHIN GROUP (ORDER BY (${of})::float8)`;
  return { [`${name}Median`]: at(0.5), [`${name}P90`]: at(0.9) } as Record<
    `${Name}Median` | `${Name}P90`,
    SQL<number | null>
  >;
}

function spreadOf(median: number | null, p90: number | null): Spread {
  if (median === null || p90 === null) return undefined;
  return { medianMs: Math.round(Number(median)), p90Ms: Math.round(Number(p90)) };
}
