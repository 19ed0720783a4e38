import {
  factsHash,
  fail,
  fromBase64Url,
  ok,
  otherRole,
  roles,
  ticketOfReport,
  toBase64Url,
  type Bytes,
  type FiledReport,
  type ReportRefusal,
  type Result,
} from '@sotto/protocol';
import type { MatchTickets } from '../evidence/match-ticket.ts';
import type { Clock } from '../ports.ts';
import type { CaseStatus, CaseStore } from './case-store.ts';
import type { EvidenceBox } from './evidence-box.ts';
import { receiptHash, receiptOf } from './receipts.ts';
import { headStartOf } from './reporters/record.ts';
import type { ReporterRecords } from './reporters/records.ts';
import type { ReportVerifier } from './report-verifier.ts';
import { deskOf, expiryOf, urgencyOf, type Retention } from './retention.ts';

/** Different reports that one side of one match can file: a chat goes on after the first, but not for ever. */
export const mostReportsPerSide = 8;

export interface IntakeParts {
  readonly tickets: Pick<MatchTickets, 'open'>;
  readonly verifier: Pick<ReportVerifier, 'verify'>;
  readonly box: EvidenceBox;
  readonly store: Pick<CaseStore, 'add' | 'findByReceipt' | 'deleteExpired'>;
  readonly reporters: Pick<ReporterRecords, 'of' | 'filed'>;
  readonly receiptKey: Uint8Array;
  readonly retention: Retention;
  readonly clock: Clock;
}

/** Takes reports in. It is told nothing of who sends them: the signature of the match's own key says enough. */
export interface Intake {
  /** Verifies and stores a bundle, whose bytes it takes over. Filing the same again gives the same receipt. */
  file(bundle: Bytes): Promise<Result<FiledReport, ReportRefusal>>;
  /** What became of a report. */
  lookUp(receipt: string): Promise<CaseStatus | undefined>;
  /** Deletes what has had its time; answers how many. */
  sweep(): Promise<number>;
}

export function createIntake(parts: IntakeParts): Intake {
  const { tickets, verifier, box, store, reporters, receiptKey, retention, clock } = parts;
  return {
    file: async (bundle) => {
      const ticket = ticketOfReport(bundle);
      if (!ticket.ok) return fail({ code: ticket.error });
      const opened = await tickets.open(ticket.value);
      if (!opened.ok) return fail({ code: 'ticket-unknown' });
      const { facts, banHandles } = opened.value;
      const receivedAtMs = clock();
      const held = await verifier.verify({ bundle, facts, nowMs: receivedAtMs });
      if (!held.ok) return held;
      const { reportId, accused, reason } = held.value;
      const receipt = receiptOf(receiptKey, reportId);
      const accusedBanHandle = banHandles[accused];
      const reporterRole = otherRole(accused);
      const reporter = reporterIndexOf(box, banHandles[reporterRole]);
      const urgency = urgencyOf(reason);
      const stored = await store.add(
        {
          id: reportId,
          receivedAtMs,
          reason,
          urgency,
          headStartH: headStartOf(await reporters.of(reporter), urgency),
          desk: deskOf(reason),
          accusedIndex: box.indexOf('accused', fromBase64Url(accusedBanHandle) ?? new Uint8Array()),
          sideIndex: box.indexOf('side', factsHash(facts), Uint8Array.of(roles.indexOf(reporterRole))),
          receiptHash: receiptHash(receipt),
          evidence: box.seal(reportId, { facts, accusedBanHandle, bundle: held.value.bundle }),
          expiresAtMs: expiryOf(reason, receivedAtMs, retention),
        },
        mostReportsPerSide,
      );
      if (stored === 'too-many') return fail({ code: 'too-many' });
      await reporters.filed(reportId, reporter, facts.exp);
      return ok({ reportId, receipt, state: stored.state, receivedAtMs: stored.receivedAtMs });
    },
    lookUp: (receipt) => store.findByReceipt(receiptHash(receipt)),
    sweep: () => store.deleteExpired(clock()),
  };
}

/** Under which the record of whoever has this ban handle is kept. */
export function reporterIndexOf(box: Pick<EvidenceBox, 'indexOf'>, banHandle: string): string {
  return toBase64Url(box.indexOf('reporter', fromBase64Url(banHandle) ?? new Uint8Array()));
}
