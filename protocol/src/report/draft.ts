import type { Bytes } from '../bytes.ts';
import type { Statement } from '../transcript/statement.ts';
import type { Entry } from '../transcript/transcript.ts';
import { roles, type Role } from '../wire/card.ts';
import type { ReportDraft, ReportedEnvelope, ReportedFile } from './bundle.ts';
import type { ReportReason } from './reasons.ts';

/** What a reporter decides. */
export interface ReportChoice {
  readonly reason: ReportReason;
  readonly comment: string;
  /** As it came with the match. */
  readonly ticket: Bytes;
  /** The messages that go into the report, withheld ones included: those of {@link excerptOf}. */
  readonly entries: readonly Entry[];
  /** Whether a message is told; others go along as withheld. */
  readonly discloses: (role: Role, seq: number) => boolean;
  /** Files of disclosed messages that go along. */
  readonly files?: readonly ReportedFile[];
}

/**
 * The messages that a report carries: from the first to the last that is disclosed, and where those are fewer than `least`, so many with
 * those that follow and then those before. What follows comes first because it may acknowledge.
 * @param all of a match as its reporter had them: `Transcript.all`
 * @example of ten messages with the fourth disclosed and `least` three: the fourth, fifth and sixth
 */
export function excerptOf(
  all: readonly Entry[],
  isDisclosed: (statement: Statement) => boolean,
  least: number,
): readonly Entry[] {
  const first = all.findIndex(({ statement }) => isDisclosed(statement));
  const last = all.findLastIndex(({ statement }) => isDisclosed(statement));
  const end = first < 0 ? all.length : Math.min(all.length, Math.max(last + 1, first + least));
  const begin = Math.max(0, end - least);
  return all.slice(first < 0 ? begin : Math.min(first, begin), end);
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
