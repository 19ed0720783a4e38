import { count, eq, lte } from 'drizzle-orm';
import type { ReportReason, ReportState } from '@sotto/protocol';
import type { Database } from './database.ts';
import { reports } from './schema.ts';

/** A verified report on its way into the store. */
export interface NewCase {
  readonly id: string;
  readonly receivedAtMs: number;
  readonly reason: ReportReason;
  readonly urgency: number;
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
   * `too-many`: the side has `mostPerSide` others.
   */
  add(report: NewCase, mostPerSide: number): Promise<CaseStatus | 'too-many'>;
  /** Finds a report by the hash of its receipt. */
  findByReceipt(receiptHash: Uint8Array): Promise<CaseStatus | undefined>;
  evidenceOf(id: string): Promise<StoredEvidence | undefined>;
  /** Deletes what has had its time; answers how many. */
  deleteExpired(nowMs: number): Promise<number>;
}

export function createCaseStore(database: Database): CaseStore {
  const status = { reason: reports.reason, state: reports.state, receivedAtMs: reports.receivedAtMs };
  return {
    add: async (report, mostPerSide) => {
      const { id, sideIndex } = report;
      const isIt = eq(reports.id, id);
      const [known] = await database.select(status).from(reports).where(isIt);
      if (known === undefined) {
        const ofSide = eq(reports.sideIndex, sideIndex);
        const [counted] = await database.select({ n: count() }).from(reports).where(ofSide);
        if (counted === undefined || counted.n >= mostPerSide) return 'too-many';
      }
      await database
        .insert(reports)
        .values({ ...report, state: 'received' })
        .onConflictDoNothing({ target: reports.id });
      const [stored] = await database.select(status).from(reports).where(isIt);
      if (stored === undefined) throw new Error('the report was not stored');
      return stored;
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
        .where(lte(reports.expiresAtMs, nowMs))
        .returning({ id: reports.id });
      return gone.length;
    },
  };
}
