import { openKeptCases } from './cases/kept-cases.ts';
import { verifyAudit } from './moderator/audit/verify.ts';

/** `npm run verify-audit`: whether the audit log of the database that the environment names is as it was written. 0: it is; 1: it is not; 2: it can't be read. */

const kept = await openKeptCases(process.env);
if (typeof kept === 'string') {
  process.stderr.write(`${kept}\n`);
  process.exit(2);
}
const { cases, secrets } = kept;
const { rows, hash, fault } = await verifyAudit(cases.tables, secrets.audit);
await cases.close();

const words = {
  altered: 'is not what was written, or EVIDENCE_SECRET is another than it was',
  missing: 'is missing',
  unlinked: 'follows another row than the one before it',
  'cut-off': 'and what came after it was cut off',
  'past-the-end': 'stands behind the end of the log',
} as const;

if (fault === undefined) {
  process.stdout.write(
    `The audit log holds: ${rows} rows.\nIts last hash, to note elsewhere: ${rows}:${hash}\n`,
  );
} else {
  process.stdout.write(
    `The audit log does NOT hold: row ${fault.seq} ${words[fault.kind]}. ${rows} rows before it hold.\n`,
  );
  process.exitCode = 1;
}
