import type { Clock } from '../../ports.ts';
import { recordOf, type ReporterRecord, type ReportVerdict } from './record.ts';
import type { ReporterRecords } from './records.ts';

export interface MemoryRecordsOptions {
  /** How long a session may be idle. */
  readonly idleMs: number;
  readonly clock: Clock;
}

interface Entry {
  verdict: ReportVerdict | undefined;
  readonly endMs: number;
}

interface Filed {
  readonly record: Set<Entry>;
  readonly entry: Entry;
  readonly untilMs: number;
}

export function createReporterRecordsInMemory({ idleMs, clock }: MemoryRecordsOptions): ReporterRecords {
  const filedAs = new Map<string, Filed>();
  const records = new Map<string, Set<Entry>>();
  const filedNow = (reportId: string): Filed | undefined => {
    const filed = filedAs.get(reportId);
    return filed !== undefined && filed.untilMs > clock() ? filed : undefined;
  };
  const dropEnded = (record: Set<Entry>): void => {
    for (const entry of record) if (entry.endMs <= clock()) record.delete(entry);
  };
  const counted = (record: Set<Entry>, without?: Entry): ReporterRecord => {
    dropEnded(record);
    const others = [...record].filter((entry) => entry !== without);
    return recordOf(others.map(({ verdict }) => verdict).filter((verdict) => verdict !== undefined));
  };
  return {
    of: async (reporter) => counted(records.get(reporter) ?? new Set()),
    filed: async (reportId, reporter, untilMs) => {
      if (filedNow(reportId) !== undefined) return;
      const record = records.get(reporter) ?? new Set();
      dropEnded(record);
      const entry = { verdict: undefined, endMs: untilMs + idleMs };
      record.add(entry);
      filedAs.set(reportId, { record, entry, untilMs });
      records.set(reporter, record);
    },
    besides: async (reportId) => {
      const filed = filedNow(reportId);
      return filed && counted(filed.record, filed.entry);
    },
    settle: async (reportIds, verdict) => {
      for (const reportId of reportIds) {
        const filed = filedNow(reportId);
        if (filed !== undefined) filed.entry.verdict = verdict;
      }
    },
    forget: async (reporter) => {
      const record = records.get(reporter);
      records.delete(reporter);
      for (const [reportId, filed] of filedAs) if (filed.record === record) filedAs.delete(reportId);
    },
    sweep: () => {
      for (const [reportId, { untilMs }] of filedAs) if (untilMs <= clock()) filedAs.delete(reportId);
      for (const [reporter, record] of records) {
        dropEnded(record);
        if (record.size === 0) records.delete(reporter);
      }
    },
  };
}
