import * as z from 'zod/mini';
import { fromBase64Url, toBase64Url, type Bytes } from '../bytes.ts';
import { readCard, type CheckedCard } from '../crypto/keys.ts';
import { limits } from '../limits.ts';
import { base64Url, matchIdSchema } from '../primitives.ts';
import { fail, ok, type Result } from '../result.ts';
import { cardSchema, type Card } from '../wire/card.ts';
import { decodeReport } from './bundle.ts';
import type { MatchFacts } from './facts.ts';
import { reportRefusals, type ReportRefusal } from './refusals.ts';
import { reportIdBytes } from './report-id.ts';
import type { Verdict } from './verdict.ts';
import { verifyReport } from './verify.ts';

/**
 * A report as a moderator takes it out of the server, with all that is needed to verify it again without the server.
 *
 * What that proves: the signatures and hashes in it prove what was said under the two match keys in `facts`. That those keys
 * belong to this match, that it was made at `iat`, and when the report came in, is the word of the server that opened the
 * match ticket: its key is erased after 72 hours, and from then on nobody can check it. A server that lies could make up both
 * keys, and with them a whole case.
 */
export interface Case {
  readonly reportId: string;
  /** When the server took the report in, milliseconds since the epoch. */
  readonly receivedAtMs: number;
  /** What the match ticket said. */
  readonly facts: MatchFacts;
  /** The bundle as it was sent. */
  readonly report: Bytes;
}

/** The first field of an exported case. */
export const caseFormat = 'sotto-case/1';

/** What the file of an exported case is called. */
export function caseFileName(reportId: string): string {
  return `sotto-case-${reportId}.json`;
}

/** Every reason for which a file is no case that can be read, with what it means for people. */
export const caseRefusals = {
  'too-big': 'It is larger than a case may be.',
  'not-json': 'It is not JSON text.',
  'unknown-format': `It is not of the format ${caseFormat}.`,
  malformed: 'It is not written as its format asks.',
  keys: 'A key in it is one that no server takes.',
} as const;
export type CaseRefusalCode = keyof typeof caseRefusals;

/** Why a file can't be read. `at` is the path of the first field that is wrong. */
export interface CaseRefusal {
  readonly code: CaseRefusalCode;
  readonly at?: string;
}

/** Every reason for which a case that can be read does not hold: those of reports, and one more. */
export const verifyRefusals = {
  ...reportRefusals,
  'report-id': 'The report in it has another id than the case says: they do not belong together.',
} as const;
export type VerifyRefusalCode = keyof typeof verifyRefusals;

/** Why a case does not hold, and at which message. */
export interface VerifyRefusal extends Omit<ReportRefusal, 'code'> {
  readonly code: VerifyRefusalCode;
}

const caseSchema = z.strictObject({
  format: z.literal(caseFormat),
  reportId: base64Url(reportIdBytes),
  receivedAtMs: z.int().check(z.nonnegative()),
  facts: z.strictObject({
    matchId: matchIdSchema,
    initiator: cardSchema,
    answerer: cardSchema,
    iat: z.int().check(z.nonnegative()),
    exp: z.int().check(z.nonnegative()),
  }),
  report: z.string(),
});

/** The text of a case: JSON in which bytes are base64url without padding. */
export function encodeCase({ reportId, receivedAtMs, facts, report }: Case): string {
  const { matchId, initiator, answerer, iat, exp } = facts;
  const json: z.infer<typeof caseSchema> = {
    format: caseFormat,
    reportId,
    receivedAtMs,
    facts: { matchId, initiator: cardJson(initiator), answerer: cardJson(answerer), iat, exp },
    report: toBase64Url(report),
  };
  return `${JSON.stringify(json)}\n`;
}

/** Reads a case: size first, then JSON, then every field. Verifies nothing. Never throws. */
export function decodeCase(text: string): Result<Case, CaseRefusal> {
  if (text.length > limits.maxCaseChars) return fail({ code: 'too-big' });
  const json = parsed(text);
  if (json === undefined) return fail({ code: 'not-json' });
  if (formatOf(json) !== caseFormat) return fail({ code: 'unknown-format' });
  const read = caseSchema.safeParse(json);
  if (!read.success) return malformed(read.error.issues[0]?.path.map(String).join('.'));
  const { reportId, receivedAtMs, facts } = read.data;
  const report = fromBase64Url(read.data.report);
  if (report === undefined) return malformed('report');
  const initiator = readCard(facts.initiator);
  if (!initiator.ok) return fail({ code: 'keys', at: 'facts.initiator' });
  const answerer = readCard(facts.answerer);
  if (!answerer.ok) return fail({ code: 'keys', at: 'facts.answerer' });
  return ok({
    reportId,
    receivedAtMs,
    facts: { ...facts, initiator: initiator.value, answerer: answerer.value },
    report,
  });
}

/**
 * Verifies a case as the server did when the report came in, at that time and with the same code. What a verdict proves and
 * what it takes on the server's word stands at {@link Case}. Never throws for a case that {@link decodeCase} has read.
 */
export async function verifyCase({
  reportId,
  receivedAtMs,
  facts,
  report,
}: Case): Promise<Result<Verdict, VerifyRefusal>> {
  const decoded = decodeReport(report);
  if (!decoded.ok) return fail({ code: decoded.error });
  const verdict = await verifyReport(decoded.value, facts, receivedAtMs);
  if (verdict.ok && verdict.value.reportId !== reportId) return fail({ code: 'report-id' });
  return verdict;
}

function cardJson({ sign, seal, fingerprint }: CheckedCard): Card {
  return { sign: toBase64Url(sign), seal: toBase64Url(seal), fingerprint: toBase64Url(fingerprint) };
}

/** `undefined`, which no JSON is, where it is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function formatOf(json: unknown): unknown {
  return typeof json === 'object' && json !== null && 'format' in json ? json.format : undefined;
}

function malformed(at: string | undefined): Result<never, CaseRefusal> {
  return fail({ code: 'malformed', ...(at && { at }) });
}
