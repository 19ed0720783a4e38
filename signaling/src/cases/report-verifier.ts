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

type Held = Result<HeldReport, ReportRefusal>;

/** Ten times what the largest report takes. */
const defaultPatienceMs = 20_000;

/**
 * In a thread of its own, begun with the first report: hashing sixteen megabytes takes a tenth of a second, for which no socket should wait.
 * A thread that does not answer in time is ended, and with it all that it had taken on: their senders try again, with a new one.
 * @param begin starts the thread; for tests.
 */
export function createReportVerifier(
  patienceMs = defaultPatienceMs,
  begin: () => WorkerCalls<VerifyRequest, Held> = () => startWorker('verification', module),
): ReportVerifier {
  let worker: WorkerCalls<VerifyRequest, Held> | undefined;
  return {
    verify: async (request) => {
      const asked = (worker ??= begin());
      const timer = setTimeout(() => {
        if (worker === asked) worker = undefined;
        void asked.close();
      }, patienceMs);
      try {
        return await asked.call(request, [request.bundle.buffer]);
      } catch (error) {
        // The next report begins with a new thread, whatever became of this one.
        if (worker === asked) worker = undefined;
        void asked.close();
        throw error;
      } finally {
        clearTimeout(timer);
      }
    },
    close: async () => worker?.close(),
  };
}

const module = new URL('verify-worker.ts', import.meta.url);
