import { equalBytes, type Bytes } from '../bytes.ts';
import { signatureVerifier } from '../crypto/signatures.ts';
import { fail, ok, type Result } from '../result.ts';
import { chainAfter, chainBefore, chainFault } from '../transcript/chain.ts';
import { contentType, decodeContent, type Content } from '../transcript/content.ts';
import { fileFits } from '../transcript/manifest.ts';
import { commitmentOf, encodeStatement, headOf, noHead } from '../transcript/statement.ts';
import { otherRole, roles, type Role } from '../wire/card.ts';
import { reportMessage, type Report, type ReportedEnvelope, type ReportedFile } from './bundle.ts';
import { factsHash, type MatchFacts } from './facts.ts';
import { gapsOf } from './gaps.ts';
import { inOrder } from './order.ts';
import type { ReportRefusal, ReportRefusalCode } from './refusals.ts';
import { reportIdOf } from './report-id.ts';
import type { LineStatus, Verdict, VerdictLine } from './verdict.ts';

/**
 * Decides what a report proves. Everything in it must hold, or all of it is refused: the reporter's signature over
 * the whole, the signature of each message, both chains and their acknowledgements of each other, and what is
 * disclosed against what was signed. Then each line gets the weight that the accused's signatures give it.
 *
 * @param facts what the server that sealed the match ticket says of the match.
 * @param nowMs refuses a match whose ticket has ended by then.
 */
export async function verifyReport(
  report: Report,
  facts: MatchFacts,
  nowMs: number,
): Promise<Result<Verdict, ReportRefusal>> {
  if (nowMs > facts.exp) return fail({ code: 'ticket-expired' });
  const tx = factsHash(facts);
  const chains = { initiator: headsOf(tx, report, 'initiator'), answerer: headsOf(tx, report, 'answerer') };
  const refusal =
    chainRefusal(chains.initiator, facts) ??
    chainRefusal(chains.answerer, facts) ??
    acknowledgementRefusal(chains, 'initiator') ??
    acknowledgementRefusal(chains, 'answerer') ??
    disclosureRefusal(report) ??
    (await signatureRefusal(report, chains, facts, tx));
  if (refusal !== undefined) return fail(refusal);
  const accused = otherRole(report.reporter);
  const heads = { initiator: lastHead(chains.initiator), answerer: lastHead(chains.answerer) };
  return ok({
    reportId: reportIdOf(tx, report.reporter, heads),
    reporter: report.reporter,
    accused,
    reason: report.reason,
    comment: report.comment,
    lines: linesOf(report, chains),
    gaps: gapsOf(report),
  });
}

/** A message with the bytes that were signed and the hash that names it. */
interface Linked extends ReportedEnvelope {
  readonly signed: Bytes;
  readonly head: Bytes;
}

type Chains = Readonly<Record<Role, readonly Linked[]>>;

function headsOf(tx: Bytes, { chains }: Report, role: Role): readonly Linked[] {
  return chains[role].map((message) => {
    const signed = encodeStatement(tx, message.statement);
    return { ...message, signed, head: headOf(signed) };
  });
}

function lastHead(chain: readonly Linked[]): Bytes {
  return chain.at(-1)?.head ?? noHead;
}

function at({ statement: { role, seq } }: ReportedEnvelope, code: ReportRefusalCode): ReportRefusal {
  return { code, role, seq };
}

function chainRefusal(chain: readonly Linked[], facts: MatchFacts): ReportRefusal | undefined {
  const [first] = chain;
  if (first === undefined) return undefined;
  if (first.statement.seq === 0) return at(first, 'not-contiguous');
  let state = chainBefore(first.statement, facts);
  for (const message of chain) {
    const fault = chainFault(state, message.statement, facts);
    if (fault !== undefined) return at(message, fault);
    state = chainAfter(message.statement, message.head);
  }
  return undefined;
}

/** What one side acknowledges of the other must be what stands there, wherever the report shows it. */
function acknowledgementRefusal(chains: Chains, by: Role): ReportRefusal | undefined {
  const other = chains[otherRole(by)];
  const first = other[0]?.statement;
  if (first === undefined) return undefined;
  for (const message of chains[by]) {
    const { ackSeq, ackHead } = message.statement;
    const known = ackSeq === first.seq - 1 ? first.prev : other[ackSeq - first.seq]?.head;
    if (known !== undefined && !equalBytes(ackHead, known)) return at(message, 'acknowledgement');
  }
  return undefined;
}

function disclosureRefusal(report: Report): ReportRefusal | undefined {
  for (const role of roles) {
    for (const message of report.chains[role]) {
      const { kind, commitment } = message.statement;
      if (contentType(kind) === undefined) return at(message, 'content');
      if (message.opened === undefined) continue;
      const { salt, body } = message.opened;
      if (!equalBytes(commitmentOf(salt, body), commitment)) return at(message, 'commitment');
      if (decodeContent(kind, body) === undefined) return at(message, 'content');
    }
  }
  const named = new Set<string>();
  for (const file of report.files) {
    const { role, seq } = file;
    const name = `${role} ${seq}`;
    if (named.has(name) || !fits(report, file)) return { code: 'file-mismatch', role, seq };
    named.add(name);
  }
  return undefined;
}

function fits(report: Report, { role, seq, bytes }: ReportedFile): boolean {
  const chain = report.chains[role];
  const message = chain[seq - (chain[0]?.statement.seq ?? 0)];
  const content = message && contentOf(message);
  return content?.type === 'file' && fileFits(content.manifest, bytes);
}

/** Last, since it costs most: the reporter's signature first, then all others side by side. */
async function signatureRefusal(
  report: Report,
  chains: Chains,
  facts: MatchFacts,
  tx: Bytes,
): Promise<ReportRefusal | undefined> {
  const verifiers = {
    initiator: await signatureVerifier(facts.initiator.sign),
    answerer: await signatureVerifier(facts.answerer.sign),
  };
  const filed = await verifiers[report.reporter](reportMessage(tx, report.digest), report.signature);
  if (!filed) return { code: 'report-signature' };
  const messages = roles.flatMap((role) => chains[role]);
  const verdicts = await Promise.all(
    messages.map(({ statement, signed, signature }) => verifiers[statement.role](signed, signature)),
  );
  const wrong = messages[verdicts.indexOf(false)];
  return wrong && at(wrong, 'signature');
}

function linesOf({ reporter, files }: Report, chains: Chains): VerdictLine[] {
  const acknowledged = acknowledgedUpTo(chains, reporter);
  return inOrder(chains).map((message) => {
    const { role, seq, atMs, kind } = message.statement;
    const proven = role !== reporter || seq <= acknowledged;
    const content = contentOf(message);
    const file = files.find((candidate) => candidate.role === role && candidate.seq === seq)?.bytes;
    return {
      role,
      seq,
      atMs,
      type: contentType(kind) ?? 'text',
      status: statusOf(content, proven),
      proven,
      ...(content && { content }),
      ...(file && { file }),
    };
  });
}

function statusOf(content: Content | undefined, proven: boolean): LineStatus {
  if (content === undefined) return 'withheld';
  return proven ? 'confirmed' : 'claimed';
}

/**
 * The last of the reporter's messages that the accused has signed for. An acknowledgement of a message that the report
 * lacks proves nothing of those it has: they need not be of that chain.
 */
function acknowledgedUpTo(chains: Chains, reporter: Role): number {
  const last = chains[reporter].at(-1)?.statement.seq ?? 0;
  const first = chains[reporter][0]?.statement.seq ?? 0;
  return chains[otherRole(reporter)].reduce((most, { statement: { ackSeq } }) => {
    return ackSeq >= first && ackSeq <= last ? Math.max(most, ackSeq) : most;
  }, 0);
}

function contentOf({ statement, opened }: ReportedEnvelope): Content | undefined {
  return opened && decodeContent(statement.kind, opened.body);
}
