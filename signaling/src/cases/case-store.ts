import { and, count, eq, isNull, lte, notExists, or, sql } from 'drizzle-orm';
import type { ReportDesk, ReportReason, ReportState } from '@sotto/protocol';
import type { Database, Tables } from './database.ts';
import { reports } from './schema.ts';
import { appeals, decisions } from '../moderator/cases/schema.ts';

/** A verified report on its way into the store. */
export interface NewCase {
  readonly id: string;
  readonly receivedAtMs: number;
  readonly reason: ReportReason;
  readonly urgency: number;
  /** As `headStartOf` gives it; 0 where it is left out. */
  readonly headStartH?: number;
  readonly desk: ReportDesk;
  readonly accusedIndex: Uint8Array;
  readonly sideIndex: Uint8Array;
  readonly receiptHash: Uint8Array;
  readonly evidence: Uint8Array;
  readonly expiresAtMs: number;
}

/** What a reporter may know of a report. */
export interface CaseStatus {
  readonly reason: ReportReason;
  readonly state: ReportState;
  readonly receivedAtMs: number;
}

export interface StoredEvidence {
  readonly receivedAtMs: number;
  readonly evidence: Uint8Array;
}

/** Reports that outlast the process. */
export interface CaseStore {
  /**
   * Stores a report for good: it is on the disk when this resolves. One whose id is there already changes nothing, also where both come at
   * once.
   * `too-many`: the side has `mostPerSide` others, however many come at once and at however many nodes.
   */
  add(report: NewCase, mostPerSide: number): Promise<CaseStatus | 'too-many'>;
  /** Finds a report by the hash of its receipt. */
  findByReceipt(receiptHash: Uint8Array): Promise<CaseStatus | undefined>;
  evidenceOf(id: string): Promise<StoredEvidence | undefined>;
  /** Deletes what has had its time, but for what is held, and, for {@link longestForAppealMs}, what somebody has yet to judge again; answers how many. */
  deleteExpired(nowMs: number): Promise<number>;
}

/**
 * An open appeal keeps its report for so long beyond its time, and no longer: a chat must not be kept for ever because nobody judges. The appeal
 * itself stays open.
 */
export const longestForAppealMs = 90 * 24 * 3_600_000;

/** Begins the locks of sides; any number that nothing else uses. */
const sideLock = 1_935_959_140;

export function createCaseStore(database: Database, tables: Pick<Tables, 'transaction'>): CaseStore {
  const status = { reason: reports.reason, state: reports.state, receivedAtMs: reports.receivedAtMs };
  return {
    add: async (report, mostPerSide) => {
      const added = await tables.transaction(async (inside) => {
        // One report of a side at a time: others would be counted before they are there.
        const side = Buffer.from(report.sideIndex).readInt32BE(0);
        await inside.execute(sql`SELECT pg_advisory_xact_lock(${sideLock}::int, ${side}::int)`);
        const [known] = await inside.select(status).from(reports).where(eq(reports.id, report.id));
        if (known !== undefined) return known;
        const ofSide = eq(reports.sideIndex, report.sideIndex);
        const [counted] = await inside.select({ n: count() }).from(reports).where(ofSide);
        if (counted === undefined || counted.n >= mostPerSide) return 'too-many';
        const [stored] = await inside
          .insert(reports)
          .values({ ...report, state: 'received' })
          .returning(status);
        if (stored === undefined) throw new Error('the report was not stored');
        return stored;
      });
      // By itself: two transactions that each change the rows of all sides can wait for each other for ever.
      if (added !== 'too-many') await countIndependent(database, report.accusedIndex);
      return added;
    },
    findByReceipt: async (receiptHash) => {
      const [found] = await database.select(status).from(reports).where(eq(reports.receiptHash, receiptHash));
      return found;
    },
    evidenceOf: async (id) => {
      const [found] = await database
        .select({ receivedAtMs: reports.receivedAtMs, evidence: reports.evidence })
        .from(reports)
        .where(eq(reports.id, id));
      return found;
    },
    deleteExpired: async (nowMs) => {
      const gone = await database
        .delete(reports)
        .where(
          and(
            lte(reports.expiresAtMs, nowMs),
            isNull(reports.legalHoldAtMs),
            or(lte(reports.expiresAtMs, nowMs - longestForAppealMs), notExists(openAppeals(database))),
          ),
        )
        .returning({ id: reports.id });
      return gone.length;
    },
  };
}

/** Appeals that nobody has decided, against what was decided on the report of the outer query. */
function openAppeals(database: Database) {
  return database
    .select({ id: appeals.decisionId })
    .from(appeals)
    .innerJoin(decisions, eq(decisions.id, appeals.decisionId))
    .where(and(eq(decisions.reportId, reports.id), isNull(appeals.outcome), isNull(decisions.undoneAtMs)));
}

/** More than these make nobody's report more urgent, and would be written to each of them. */
const mostCounted = 1_000;

/** Notes on each open report of a person how many sides of matches complain of them. */
async function countIndependent(database: Database, accusedIndex: Uint8Array): Promise<void> {
  const ofAccused = eq(reports.accusedIndex, accusedIndex);
  const sides = database
    .select({
      n: sql<number>`least(count(DISTINCT ${reports.sideIndex}), ${sql.raw(String(mostCounted))})`.as('n'),
    })
    .from(reports)
    .where(ofAccused)
    .as('sides');
  await database.execute(sql`
    UPDATE ${reports} SET independent = sides.n FROM ${sides}
    WHERE ${ofAccused} AND ${reports.state} <> 'decided' AND independent <> sides.n`);
}
