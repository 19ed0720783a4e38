import { toBase64Url, type RandomBytes } from '@sotto/protocol';
import type { Redis } from 'ioredis';
import { inTime } from '../../limits/in-time.ts';
import type { Clock } from '../../ports.ts';
import { emptyRecord, recordOf, type ReporterRecord, type ReportVerdict } from './record.ts';
import { randomNameBytes, type FiledAs, type ReporterRecords } from './records.ts';
import { fileScript, forgetScript } from './redis-scripts.ts';

export interface RedisRecordsOptions {
  readonly redis: Redis;
  /** How long a session may be idle. */
  readonly idleMs: number;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
}

const reporters = 'sotto:{reporters}:of:';
/** Marks, by when their verdicts end. */
const records = 'sotto:{reporters}:record:';
/** By report: its record and mark, as long as its ticket lasts. */
const filed = 'sotto:{reporters}:filed:';
/** By mark: its report, for as long. */
const reports = 'sotto:{reporters}:report:';
/** By mark: a verdict, or nothing yet. Each is a key of its own, so that it goes by itself, whatever is filed after it. */
const verdicts = 'sotto:{reporters}:verdict:';
const prefixes = [reporters, records, filed, reports, verdicts];

/** Shared by all nodes. */
export function createReporterRecordsInRedis(options: RedisRecordsOptions): ReporterRecords {
  const { redis, idleMs, clock, randomBytes } = options;
  const newName = (): string => toBase64Url(randomBytes(randomNameBytes));

  const filedAs = async (reportId: string): Promise<FiledAs | undefined> => {
    const [record, mark] = ((await redis.get(filed + reportId)) ?? '').split(' ');
    return record === undefined || mark === undefined ? undefined : { record, mark };
  };
  const read = async (record: string | null, without?: string): Promise<ReporterRecord> => {
    if (record === null) return emptyRecord;
    const living = await redis.zrange(records + record, `(${clock()}`, '+inf', 'BYSCORE');
    const others = living.filter((mark) => mark !== without);
    if (others.length === 0) return emptyRecord;
    return recordOf((await redis.mget(others.map((mark) => verdicts + mark))).filter(isVerdict));
  };
  const file = async (reportId: string, reporter: string, untilMs: number): Promise<void> => {
    const nowMs = clock();
    const leftMs = Math.max(1, untilMs - nowMs);
    const args = [reporter, newName(), reportId, newName(), nowMs, leftMs, leftMs + idleMs];
    await fileScript(redis, prefixes, args);
  };
  const settleOne = async (reportId: string, verdict: ReportVerdict | undefined): Promise<void> => {
    const where = await filedAs(reportId);
    // One that was forgotten, or has ended, does not begin anew; and none outlives its end.
    if (where !== undefined) await redis.set(verdicts + where.mark, verdict ?? '', 'KEEPTTL', 'XX');
  };
  return {
    of: (reporter) =>
      inTime(
        redis.get(reporters + reporter).then((record) => read(record)),
        emptyRecord,
      ),
    filed: (reportId, reporter, untilMs) => inTime(file(reportId, reporter, untilMs), undefined),
    besides: (reportId) =>
      inTime(
        filedAs(reportId).then((where) => where && read(where.record, where.mark)),
        undefined,
      ),
    settle: async (reportIds, verdict) => {
      await inTime(Promise.all(reportIds.map((reportId) => settleOne(reportId, verdict))), undefined);
    },
    forget: async (reporter) => {
      await forgetScript(redis, prefixes, [reporter]);
    },
    sweep: () => undefined,
  };
}

function isVerdict(text: string | null): text is ReportVerdict {
  return text !== null && Object.hasOwn(emptyRecord, text);
}
