import type { Bytes, MatchId, Result } from '@sotto/protocol';
import type {
  Reportable,
  ReportedPartner,
  ReportOutcome,
  ReportPreview,
  ReportRequest,
} from '../app/state.ts';
import type { MatchRecord } from '../chat/index.ts';
import type { ApiFailure } from '../session/api-caller.ts';
import type { SignInFailure } from '../session/failure.ts';
import { reportFailure, signInRefused } from './failure.ts';
import type { ReceiptStore } from './receipt-store.ts';
import type { ReportApi } from './report-api.ts';

export interface ReporterParts {
  /** Of the match that can be reported now. */
  readonly record: () => MatchRecord | undefined;
  /** Blocks the partner of a match and ends it, where it goes on. */
  readonly block: (of: { readonly match: MatchId; readonly avoid: string }) => void;
  readonly api: Pick<ReportApi, 'file'>;
  /** An access token; `renew` where the one at hand is in doubt. */
  readonly access: (renew: boolean) => Promise<Result<string, SignInFailure>>;
  readonly receipts: Pick<ReceiptStore, 'add'>;
  readonly networkUp: () => boolean;
  readonly nowMs: () => number;
}

/** Files reports and keeps their receipts. */
export interface Reporter {
  partner(): ReportedPartner | undefined;
  reportable(): Reportable | undefined;
  preview(request: ReportRequest): ReportPreview | undefined;
  report(request: ReportRequest): Promise<ReportOutcome>;
  /** Forgets a report that could not be sent. */
  forget(): void;
}

export function createReporter(parts: ReporterParts): Reporter {
  const { record, block, api, receipts, nowMs } = parts;
  /** The last report as it was signed: it can be sent again when the match, and its keys, are gone. */
  let signed: { readonly request: string; readonly bytes: Bytes } | undefined;

  const encode = async (request: ReportRequest): Promise<Bytes | undefined> => {
    const name = nameOf(request);
    if (signed?.request === name) return signed.bytes;
    const current = record();
    if (current?.match !== request.match) return undefined;
    const bytes = await current.encode(request);
    signed = { request: name, bytes };
    return bytes;
  };

  const file = async (bytes: Bytes, renew: boolean): Promise<ReportOutcome> => {
    const token = await parts.access(renew);
    if (!token.ok) return { ok: false, ...signInRefused(token.error, parts.networkUp()) };
    const filed = await api.file(bytes, token.value);
    if (filed.ok) return { ok: true, receipt: filed.value.receipt };
    if (!renew && isTokenProblem(filed.error)) return file(bytes, true);
    return { ok: false, ...reportFailure(filed.error, parts.networkUp()) };
  };

  return {
    partner: () => record()?.partner,
    reportable: () => record()?.reportable(),
    preview: (request) => {
      const current = record();
      return current?.match === request.match ? current.preview(request) : undefined;
    },
    report: async (request) => {
      const encoding = encode(request);
      // At once: whoever reports wants out, however long the server takes.
      const reported = record();
      if (request.block && reported?.match === request.match) block(reported);
      const bytes = await encoding;
      if (bytes === undefined) return { ok: false, failure: 'gone' };
      const outcome = await file(bytes, false);
      if (!outcome.ok) return outcome;
      receipts.add({ receipt: outcome.receipt, reason: request.reason, atMs: nowMs() });
      if (signed?.bytes === bytes) signed = undefined;
      return outcome;
    },
    forget: () => (signed = undefined),
  };
}

function isTokenProblem(error: ApiFailure): boolean {
  return (
    error.kind === 'problem' && ['token-invalid', 'token-expired', 'session-ended'].includes(error.problem)
  );
}

/** The same for the same report, whatever happens to the match. */
function nameOf({ match, reason, comment, disclosed }: ReportRequest): string {
  return JSON.stringify([match, reason, comment, [...disclosed].sort()]);
}
