import type { Bytes } from '../../bytes.ts';
import { sha256 } from '../../crypto/hash.ts';
import { signatureBytes } from '../../crypto/signatures.ts';
import { decodeCase, encodeCase, verifyCase, type Case } from '../../report/case.ts';
import { reportIdOf } from '../../report/report-id.ts';
import { seededBytes } from '../seeded-bytes.ts';
import { SimulatedMatch } from '../simulated-match.ts';

/** Texts of cases with what is read from them and decided on them. */
export async function caseVectors() {
  const match = await SimulatedMatch.begin({ randomBytes: seededBytes('sotto/vectors/cases') });
  await match.say('initiator', 'hello');
  await match.say('answerer', 'something nasty');
  const { facts, tx } = match;
  const report = await match.report('initiator', { comment: 'mañana' });
  const exported: Case = {
    reportId: reportIdOf(tx, sha256(report.subarray(0, -signatureBytes) as Bytes)),
    receivedAtMs: facts.iat + 60_000,
    facts,
    report,
  };
  const text = encodeCase(exported);
  return Promise.all([
    vectorOf('as it was exported', text),
    vectorOf(
      'under the id of another report',
      encodeCase({ ...exported, reportId: 'AAAAAAAAAAAAAAAAAAAAAA' }),
    ),
    vectorOf('after the end of the ticket', encodeCase({ ...exported, receivedAtMs: facts.exp + 1 })),
    vectorOf('of a later format', text.replace('sotto-case/1', 'sotto-case/2')),
    vectorOf('with a field too many', text.replace('{', '{"note":"",')),
    vectorOf('cut', text.slice(0, -3)),
  ]);
}

async function vectorOf(name: string, text: string) {
  const read = decodeCase(text);
  if (!read.ok) return { name, text, unreadable: read.error };
  const verdict = await verifyCase(read.value);
  return { name, text, ...(verdict.ok ? { verdict: verdict.value } : { refusal: verdict.error }) };
}
