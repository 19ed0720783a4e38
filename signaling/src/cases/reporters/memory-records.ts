import type { Clock } from '../../ports.ts';
import { emptyRecord, recordOf, type ReportVerdict } from './record.ts';
import type { ReporterRecords } from './records.ts';

export interface MemoryRecordsOptions {
  /** How long a session may be idle. */
  readonly idleMs: number;
  readonly clock: Clock;
}

/** By a number for each report within the record. */
type Verdicts = Map<number, ReportVerdict | undefined>;

export function createReporterRecordsInMemory({ idleMs, clock }: MemoryRecordsOptions): ReporterRecords {
  const filedAs = new Map<string, { readonly verdicts: Verdicts; readonly mark: number; untilMs: number }>();
  const records = new Map<string, { readonly verdicts: Verdicts; untilMs: number }>();
  const living = <Entry extends { untilMs: number }>(kept: Map<string, Entry>, key: string) => {
    const entry = kept.get(key);
    return entry !== undefined && entry.untilMs > clock() ? entry : undefined;
  };
  const counted = (verdicts: Iterable<ReportVerdict | undefined>) =>
    recordOf([...verdicts].filter((verdict) => verdict !== undefined));
  return {
    of: async (reporter) => {
      const record = living(records, reporter);
      return record === undefined ? emptyRecord : counted(record.verdicts.values());
    },
    filed: async (reportId, reporter, untilMs) => {
      if (living(filedAs, reportId) !== undefined) return;
      const { verdicts } = living(records, reporter) ?? { verdicts: new Map() };
      const mark = verdicts.size;
      verdicts.set(mark, undefined);
      filedAs.set(reportId, { verdicts, mark, untilMs });
      records.set(reporter, { verdicts, untilMs: untilMs + idleMs });
    },
    besides: async (reportId) => {
      const filed = living(filedAs, reportId);
      if (filed === undefined) return undefined;
      return counted(
        [...filed.verdicts].map(([mark, verdict]) => (mark === filed.mark ? undefined : verdict)),
      );
    },
    settle: async (reportIds, verdict) => {
      for (const reportId of reportIds) {
        const filed = living(filedAs, reportId);
        filed?.verdicts.set(filed.mark, verdict);
      }
    },
    forget: async (reporter) => {
      const verdicts = records.get(reporter)?.verdicts;
      records.delete(reporter);
      for (const [reportId, filed] of filedAs) if (filed.verdicts === verdicts) filedAs.delete(reportId);
    },
    sweep: () => {
      for (const kept of [filedAs, records])
        for (const [key, { untilMs }] of kept) if (untilMs <= clock()) kept.delete(key);
    },
  };
}
