import { writeFileSync } from 'node:fs';
import { caseFileName, encodeCase, systemRandomBytes } from '@sotto/protocol';
import { createEvidenceBox } from './cases/evidence-box.ts';
import { openKeptCases } from './cases/kept-cases.ts';

/** `npm run export-case -- REPORT_ID [FILE]`: writes a stored report out as a case, from the database that the environment names. */

const [reportId, file = caseFileName(reportId ?? '')] = process.argv.slice(2);

function end(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

if (reportId === undefined) end('Which report? npm run export-case -- REPORT_ID [FILE]');
const kept = await openKeptCases(process.env);
if (typeof kept === 'string') end(kept);
const { cases, secrets } = kept;
const stored = await cases.store.evidenceOf(reportId);
await cases.close();
if (stored === undefined) end('There is no such report. It may have been deleted at its time.');
const opened = createEvidenceBox(secrets, systemRandomBytes).open(reportId, stored.evidence);
if (!opened.ok) end('The report cannot be read: EVIDENCE_SECRET is another than when it came in.');

const { facts, bundle } = opened.value;
const text = encodeCase({ reportId, receivedAtMs: stored.receivedAtMs, facts, report: bundle });
// Its owner's eyes only, and never over another file.
writeFileSync(file, text, { mode: 0o600, flag: 'wx' });
process.stdout.write(`Written to ${file}. It holds what two people said to each other, in the clear.\n`);
