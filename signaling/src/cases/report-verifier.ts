import type { Bytes, MatchFacts, ReportReason, ReportRefusal, Result, Role } from '@sotto/protocol';
import { startWorker, type WorkerCalls } from '../worker/calls.ts';

/** What the intake needs to know of a report that holds. */
export interface HeldReport {
  readonly reportId: string;
  readonly accused: Role;
  readonly reason: ReportReason;
  /** The bytes that were verified, handed back. */
  readonly bundle: Bytes;
}

export interface VerifyRequest {
  readonly bundle: Bytes;
  readonly facts: MatchFacts;
  readonly nowMs: number;
}

/** Decides on reports. Takes the bytes over: they are empty for the caller afterwards. */
export interface ReportVerifier {
  verify(request: VerifyRequest): Promise<Result<HeldReport, ReportRefusal>>;
  close(): Promise<void>;
}

/**
 * In a thread of its own, begun with the first report: hashing sixteen megabytes takes a tenth of a second, for which no socket should wait.
 */
export function createReportVerifier(): ReportVerifier {
  let worker: WorkerCalls<VerifyRequest, Result<HeldReport, ReportRefusal>> | undefined;
  const begin = () => startWorker<VerifyRequest, Result<HeldReport, ReportRefusal>>('verification', module);
  return {
    verify: (request) => (worker ??= begin()).call(request, [request.bundle.buffer]),
    close: async () => worker?.close(),
  };
}

const module = new URL('verify-worker.ts', import.meta.url);
