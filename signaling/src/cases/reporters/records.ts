import type { ReporterRecord, ReportVerdict } from './record.ts';

/**
 * How the reports of an identity fared. DESIGN allows no table of who met whom, and nothing of the reporter beside a report: so all of this lives where sessions do,
 * in memory or in Redis, under keyed hashes, and ends by itself. Which report is whose is known until its match ticket has run out; what became of it, until a
 * session can have been idle for too long since then, whatever is filed later. Never rejects, but for `forget`: where it can't be reached, nothing is known.
 */
export interface ReporterRecords {
  /** @param reporter a keyed hash, in base64url. */
  of(reporter: string): Promise<ReporterRecord>;
  /** Notes whose a report is, until `untilMs`. One that is noted already stays as it is. */
  filed(reportId: string, reporter: string, untilMs: number): Promise<void>;
  /** Of whoever sent this report, without the report itself; absent where that is not known, or no longer. */
  besides(reportId: string): Promise<ReporterRecord | undefined>;
  /** Notes what became of reports; `undefined` takes that back. */
  settle(reportIds: readonly string[], verdict: ReportVerdict | undefined): Promise<void>;
  /** Forgets a reporter. What becomes of their reports from then on counts for nobody. Rejects where it could not: whoever asked may ask again. */
  forget(reporter: string): Promise<void>;
  /** Forgets what has had its time, where that does not happen by itself. */
  sweep(): void;
}

/** Where a report stands in a record. Both are random, so neither says whose report it was, nor which. */
export interface FiledAs {
  readonly record: string;
  readonly mark: string;
}

/** Of each of them; enough that no two are the same. */
export const randomNameBytes = 16;
