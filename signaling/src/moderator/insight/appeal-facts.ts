import { sql, type SQL } from 'drizzle-orm';
import type { Database } from '../../cases/database.ts';
import { decisions } from '../cases/schema.ts';

/** What became of the appeals against decisions of a period, for all and for each moderator whose decision it was. */
export interface AppealFacts {
  readonly made: number;
  readonly open: number;
  readonly upheld: number;
  readonly shortened: number;
  readonly overturned: number;
  /** Decisions that an appeal changed, by moderator. */
  readonly changedOf: ReadonlyMap<string, number>;
}

/** `undefined` where this server knows no appeals. */
export type ReadAppeals = (
  database: Database,
  decidedIn: SQL | undefined,
) => Promise<AppealFacts | undefined>;

/** Reads the table of appeals, where it is there. */
export const readAppeals: ReadAppeals = async (database, decidedIn) => {
  const [there] = await database
    .select({ table: sql<string | null>`to_regclass('appeals')::text` })
    .from(sql`(SELECT 1) AS one`);
  if (there === undefined || there.table === null) return undefined;
  const rows = await database
    .select({
      moderatorId: decisions.moderatorId,
      outcome: sql<string | null>`appeals.outcome`,
      n: sql`count(*)`.mapWith(Number),
    })
    .from(decisions)
    .innerJoin(sql`appeals`, sql`appeals.decision_id = ${decisions.id}`)
    .where(decidedIn)
    .groupBy(decisions.moderatorId, sql`appeals.outcome`);
  const sumOf = (fits: (outcome: string | null) => boolean): number =>
    rows.filter(({ outcome }) => fits(outcome)).reduce((sum, { n }) => sum + n, 0);
  const changedOf = new Map<string, number>();
  for (const { moderatorId, outcome, n } of rows)
    if (outcome === 'shortened' || outcome === 'overturned')
      changedOf.set(moderatorId, (changedOf.get(moderatorId) ?? 0) + n);
  return {
    made: sumOf(() => true),
    open: sumOf((outcome) => outcome === null),
    upheld: sumOf((outcome) => outcome === 'upheld'),
    shortened: sumOf((outcome) => outcome === 'shortened'),
    overturned: sumOf((outcome) => outcome === 'overturned'),
    changedOf,
  };
};
