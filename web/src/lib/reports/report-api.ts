import {
  filedReportSchema,
  receiptAnswerSchema,
  receiptsPath,
  reportMediaType,
  reportsPath,
  type Bytes,
  type FiledReport,
  type ReceiptAnswer,
} from '@sotto/protocol';
import type { ApiCaller, ApiResult } from '../session/api-caller.ts';

/** The part of the moderation API that reporters use. */
export interface ReportApi {
  /** Files an encoded report. Safe to repeat: the same report has the same receipt. */
  file(bytes: Bytes, accessToken: string): ApiResult<FiledReport>;
  /** Asks what became of a report. */
  progress(receipt: string): ApiResult<ReceiptAnswer>;
}

/** A report with pictures takes a while on a slow line. */
const fileTimeoutMs = 60_000;

/** Calls the moderation API through a caller. */
export function createReportApi({ read }: ApiCaller): ReportApi {
  return {
    file: (bytes, accessToken) =>
      read(filedReportSchema, {
        method: 'POST',
        path: reportsPath,
        binary: { bytes, mediaType: reportMediaType },
        accessToken,
        timeoutMs: fileTimeoutMs,
      }),
    progress: (receipt) =>
      read(receiptAnswerSchema, { method: 'POST', path: receiptsPath, body: { receipt } }),
  };
}
