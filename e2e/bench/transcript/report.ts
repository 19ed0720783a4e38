import {
  decodeReport,
  encodeStatement,
  factsHash,
  roles,
  statementBytes,
  verifyReport,
  type Bytes,
  type MatchFacts,
} from '@sotto/protocol';
import { SimulatedMatch } from '@sotto/protocol/testing';
import nacl from 'tweetnacl';
import { takeTurns, type Contestant, type Timings } from './timings.ts';

/** What a report of two hundred lines costs the server, from its bytes to the verdict. */

export type ReportContestant =
  /** As the intake of the server decides on it. */
  | 'server'
  /** Its two hundred and one signatures alone, by bare WebCrypto, all at once. */
  | 'floor'
  /** The signatures alone, by tweetnacl. */
  | 'tweetnacl';

const lines = 200;

export interface LongReport {
  readonly bytes: Bytes;
  readonly facts: MatchFacts;
}

/** Both sides write a hundred lines each, all disclosed. */
export async function longReport(): Promise<LongReport> {
  const match = await SimulatedMatch.begin();
  for (let line = 0; line < lines; line += 1)
    await match.say(
      line % 2 === 0 ? 'initiator' : 'answerer',
      `line ${line}: ${'words and words '.repeat(6)}`,
    );
  return { bytes: await match.report('initiator'), facts: match.facts };
}

/** What this process has computed in all its threads: a time that other processes don't lengthen by waiting. */
export function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** One round, warmed up first. */
export async function measureReports(
  { bytes, facts }: LongReport,
  turns: number,
  slowTurns: number,
  nowMs?: () => number,
): Promise<Timings<ReportContestant>> {
  const contestants = {
    floor: await bareSignatures(),
    server: () => verifyAsServer(bytes, facts),
    tweetnacl: () => verifyByTweetnacl(bytes, facts),
  };
  await takeTurns(contestants, { server: 10, floor: 10, tweetnacl: 0 });
  return takeTurns(contestants, { server: turns, floor: turns, tweetnacl: slowTurns }, nowMs);
}

async function verifyAsServer(bytes: Bytes, facts: MatchFacts): Promise<void> {
  const report = decodeReport(bytes);
  const verdict = report.ok && (await verifyReport(report.value, facts, facts.iat));
  if (!verdict || !verdict.ok || verdict.value.lines.length !== lines) throw new Error('not taken');
}

/** Less than a verdict, and all the same what takes the time. */
function verifyByTweetnacl(bytes: Bytes, facts: MatchFacts): void {
  const report = decodeReport(bytes);
  if (!report.ok) throw new Error('not read');
  const tx = factsHash(facts);
  for (const role of roles)
    for (const { statement, signature } of report.value.chains[role])
      if (!nacl.sign.detached.verify(encodeStatement(tx, statement), signature, facts[role].sign))
        throw new Error('not taken');
}

async function bareSignatures(): Promise<Contestant> {
  const pair = (await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])) as CryptoKeyPair;
  const statement = new Uint8Array(statementBytes);
  const signature = await crypto.subtle.sign('Ed25519', pair.privateKey, statement);
  return async () => {
    const verdicts = await Promise.all(
      Array.from({ length: lines + 1 }, () =>
        crypto.subtle.verify('Ed25519', pair.publicKey, signature, statement),
      ),
    );
    if (verdicts.includes(false)) throw new Error('not taken');
  };
}
