import { decodeReport, fail, ok, verifyReport, type ReportRefusal, type Result } from '@sotto/protocol';
import { answerCalls } from '../worker/answer.ts';
import type { HeldReport, VerifyRequest } from './report-verifier.ts';

/** The thread of `createReportVerifier`. */

answerCalls<VerifyRequest, Result<HeldReport, ReportRefusal>>(async ({ bundle, facts, nowMs }) => {
  const report = decodeReport(bundle);
  if (!report.ok) return fail({ code: report.error });
  const verdict = await verifyReport(report.value, facts, nowMs);
  if (!verdict.ok) return verdict;
  const { reportId, accused, reason } = verdict.value;
  return ok({ reportId, accused, reason, bundle });
});
