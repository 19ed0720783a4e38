import type { Bytes } from '../bytes.ts';
import type { Entry, Transcript } from '../transcript/transcript.ts';
import { roles, type Role } from '../wire/card.ts';
import type { ReportDraft, ReportedEnvelope, ReportedFile } from './bundle.ts';
import { inOrder } from './order.ts';
import type { ReportReason } from './reasons.ts';

/** What a reporter decides. */
export interface ReportChoice {
  readonly reason: ReportReason;
  readonly comment: string;
  /** As it came with the match. */
  readonly ticket: Bytes;
  /** The messages that go into the report, withheld ones included: those of {@link newestEntries}. */
  readonly entries: readonly Entry[];
  /** Whether a message is told; others go along as withheld. */
  readonly discloses: (role: Role, seq: number) => boolean;
  /** Files of disclosed messages that go along. */
  readonly files?: readonly ReportedFile[];
}

/** The newest messages of a match in an order in which they can have been written, oldest first. */
export function newestEntries(transcript: Transcript, count: number): readonly Entry[] {
  const all = inOrder({
    initiator: transcript.entries('initiator'),
    answerer: transcript.entries('answerer'),
  });
  return all.slice(Math.max(0, all.length - count));
}

/** The report that the choice of one side comes to. */
export function draftReport(reporter: Role, choice: ReportChoice): ReportDraft {
  const { reason, comment, ticket, entries, discloses, files = [] } = choice;
  const chainOf = (role: Role): ReportedEnvelope[] =>
    entries
      .filter(({ statement }) => statement.role === role)
      .map(({ statement, signature, salt, body }) => ({
        statement,
        signature,
        ...(discloses(role, statement.seq) && { opened: { salt, body } }),
      }));
  const [initiator, answerer] = roles.map(chainOf);
  return {
    reporter,
    reason,
    comment,
    ticket,
    chains: { initiator: initiator ?? [], answerer: answerer ?? [] },
    files,
  };
}
