import { toBase64Url, type RandomBytes } from '@sotto/protocol';
import type { Redis } from 'ioredis';
import { inTime } from '../../limits/in-time.ts';
import type { Clock } from '../../ports.ts';
import { emptyRecord, recordOf, type ReporterRecord, type ReportVerdict } from './record.ts';
import { randomNameBytes, type FiledAs, type ReporterRecords } from './records.ts';

export interface RedisRecordsOptions {
  readonly redis: Redis;
  /** How long a session may be idle. */
  readonly idleMs: number;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
}

/** A field that each record begins with, so that it is there before anything is decided. */
const beginning = 'begun';

/** Shared by all nodes. */
export function createReporterRecordsInRedis(options: RedisRecordsOptions): ReporterRecords {
  const { redis, idleMs, clock, randomBytes } = options;
  const reporterName = (reporter: string): string => `sotto:reporter:${reporter}`;
  const recordName = (record: string): string => `sotto:reporter-record:${record}`;
  const filedName = (reportId: string): string => `sotto:reporter-of:${reportId}`;
  const newName = (): string => toBase64Url(randomBytes(randomNameBytes));

  const filedAs = async (reportId: string): Promise<FiledAs | undefined> => {
    const [record, mark] = ((await redis.get(filedName(reportId))) ?? '').split(' ');
    return record === undefined || mark === undefined ? undefined : { record, mark };
  };
  const read = async (record: string | null, without?: string): Promise<ReporterRecord> => {
    const verdicts = record === null ? {} : await redis.hgetall(recordName(record));
    return recordOf(
      Object.entries(verdicts)
        .filter(([mark]) => mark !== without)
        .map(([, verdict]) => verdict)
        .filter(isVerdict),
    );
  };
  const file = async (reportId: string, reporter: string, untilMs: number): Promise<void> => {
    const leftMs = Math.max(1, untilMs - clock());
    const recordMs = leftMs + idleMs;
    await redis.set(reporterName(reporter), newName(), 'PX', recordMs, 'NX');
    const record = await redis.get(reporterName(reporter));
    if (record === null) return;
    await redis.set(filedName(reportId), `${record} ${newName()}`, 'PX', leftMs, 'NX');
    await redis.pexpire(reporterName(reporter), recordMs);
    await redis.multi().hset(recordName(record), beginning, '').pexpire(recordName(record), recordMs).exec();
  };
  const settleOne = async (reportId: string, verdict: ReportVerdict | undefined): Promise<void> => {
    const filed = await filedAs(reportId);
    if (filed === undefined) return;
    const name = recordName(filed.record);
    // One that was forgotten does not begin anew.
    if ((await redis.exists(name)) === 0) return;
    if (verdict === undefined) await redis.hdel(name, filed.mark);
    else await redis.hset(name, filed.mark, verdict);
  };
  const forget = async (reporter: string): Promise<void> => {
    const record = await redis.get(reporterName(reporter));
    await redis.del(reporterName(reporter));
    if (record !== null) await redis.del(recordName(record));
  };
  return {
    of: (reporter) =>
      inTime(
        redis.get(reporterName(reporter)).then((record) => read(record)),
        emptyRecord,
      ),
    filed: (reportId, reporter, untilMs) => inTime(file(reportId, reporter, untilMs), undefined),
    besides: (reportId) =>
      inTime(
        filedAs(reportId).then((filed) => filed && read(filed.record, filed.mark)),
        undefined,
      ),
    settle: async (reportIds, verdict) => {
      await inTime(Promise.all(reportIds.map((reportId) => settleOne(reportId, verdict))), undefined);
    },
    forget: (reporter) => inTime(forget(reporter), undefined),
    sweep: () => undefined,
  };
}

function isVerdict(text: string | undefined): text is ReportVerdict {
  return text !== undefined && text in emptyRecord;
}
