import { equalBytes, type Bytes } from '../bytes.ts';
import type { SignatureVerifier } from '../crypto/signature-verifier.ts';
import { signatureVerifier } from '../crypto/signatures.ts';
import { fail, ok, type Result } from '../result.ts';
import { chainAfter, chainBefore, chainFault, matchTime } from '../transcript/chain.ts';
import { contentType, decodeContent, type Content } from '../transcript/content.ts';
import { fileFits } from '../transcript/manifest.ts';
import { commitmentOf } from '../transcript/statement.ts';
import { otherRole, roles, type Role } from '../wire/card.ts';
import { acknowledgementRefusal } from './acknowledgements.ts';
import { reportMessage, type Report, type ReportedEnvelope, type ReportedFile } from './bundle.ts';
import { factsHash, type MatchFacts } from './facts.ts';
import { gapsOf } from './gaps.ts';
import { linkedChains, type Chains } from './linked.ts';
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
 * @param verifierOf decides on signatures by a key, as strictly as {@link signatureVerifier} does.
 */
export async function verifyReport(
  report: Report,
  facts: MatchFacts,
  nowMs: number,
  verifierOf: (publicKey: Bytes) => Promise<SignatureVerifier> = signatureVerifier,
): Promise<Result<Verdict, ReportRefusal>> {
  if (nowMs > facts.exp) return fail({ code: 'ticket-expired' });
  const tx = factsHash(facts);
  const chains = linkedChains(tx, report);
  const refusal =
    chainRefusal(chains, 'initiator', facts) ??
    chainRefusal(chains, 'answerer', facts) ??
    acknowledgementRefusal(chains) ??
    disclosureRefusal(report) ??
    (await signatureRefusal(report, chains, facts, tx, verifierOf));
  if (refusal !== undefined) return fail(refusal);
  const accused = otherRole(report.reporter);
  return ok({
    reportId: reportIdOf(tx, report.digest),
    reporter: report.reporter,
    accused,
    reason: report.reason,
    comment: report.comment,
    lines: linesOf(report, chains),
    gaps: gapsOf(report),
  });
}

function at({ statement: { role, seq } }: ReportedEnvelope, code: ReportRefusalCode): ReportRefusal {
  return { code, role, seq };
}

/** The place in the report says whose chain it is: a message of the other side in it is refused, the first one too. */
function chainRefusal(chains: Chains, role: Role, { iat }: MatchFacts): ReportRefusal | undefined {
  const [first] = chains[role];
  if (first === undefined) return undefined;
  const time = matchTime(iat);
  let state = chainBefore(role, first.statement, time);
  for (const { statement, head } of chains[role]) {
    const fault = chainFault(state, statement, time);
    if (fault !== undefined) return { code: fault, role, seq: statement.seq };
    state = chainAfter(statement, head);
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
  verifierOf: (publicKey: Bytes) => Promise<SignatureVerifier>,
): Promise<ReportRefusal | undefined> {
  const verifiers = {
    initiator: await verifierOf(facts.initiator.sign),
    answerer: await verifierOf(facts.answerer.sign),
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
  const passed: Partial<Record<Role, number>> = {};
  return inOrder(chains).map((message) => {
    const { role, seq, ackSeq, atMs, kind } = message.statement;
    passed[role] = seq;
    const unseen = (passed[otherRole(role)] ?? 0) - ackSeq;
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
      ...(unseen > 0 && { unseen }),
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
