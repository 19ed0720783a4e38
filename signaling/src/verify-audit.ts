import { CannotStart } from './cannot-start.ts';
import { openCases } from './cases/open-cases.ts';
import { loadConfig } from './config/config.ts';
import { createLog } from './log/log.ts';
import { verifyAudit } from './moderator/audit/verify.ts';

/** `npm run verify-audit`: whether the audit log of the database that the environment names is as it was written. 0: it is; 1: it is not; 2: it can't be read. */

function end(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}

const config = loadConfig(process.env);
if (!config.ok) end(config.error.map(({ name, message }) => `${name} ${message}`).join('\n'));
const { database, dataDir, secrets, logLevel } = config.value;

const cases = await openCases({ database, dataDir, log: createLog(logLevel) }).catch((error: unknown) => {
  if (error instanceof CannotStart) end(error.message);
  throw error;
});
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
