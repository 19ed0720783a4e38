import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { caseFileName, encodeCase, systemRandomBytes } from '@sotto/protocol';
import { CannotStart } from './cannot-start.ts';
import { createEvidenceBox } from './cases/evidence-box.ts';
import { openCases } from './cases/open-cases.ts';
import { dataFolderOf, loadConfig } from './config/config.ts';
import { readEnv, type EnvValues } from './config/env.ts';
import { createLog } from './log/log.ts';

/** `npm run export-case -- REPORT_ID [FILE]`: writes a stored report out as a case, from the database that the environment names. */

const [reportId, file = caseFileName(reportId ?? '')] = process.argv.slice(2);

function end(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

/** What an embedded server has made where it ran once, and nobody else should: the first of it that is not there. */
function missing(values: EnvValues): string | undefined {
  const folder = dataFolderOf(values);
  const needed = [
    ...(values.DATABASE_URL === undefined ? [join(folder, 'reports', 'pgdata', 'PG_VERSION')] : []),
    ...(values.EVIDENCE_SECRET === undefined ? [join(folder, 'secrets.json')] : []),
  ];
  return needed.find((path) => !existsSync(path));
}

if (reportId === undefined) end('Which report? npm run export-case -- REPORT_ID [FILE]');
const values = readEnv(process.env, (path) => readFileSync(path, 'utf8'));
const absent = values.ok ? missing(values.value) : undefined;
if (absent !== undefined)
  end(`There is no ${absent}: no server has kept reports there. Is DATA_DIR the one that it uses?`);
const config = loadConfig(process.env);
if (!config.ok) end(config.error.map(({ name, message }) => `${name} ${message}`).join('\n'));
const { database, dataDir, secrets, logLevel } = config.value;

const cases = await openCases({ database, dataDir, log: createLog(logLevel) }).catch((error: unknown) => {
  if (error instanceof CannotStart) end(error.message);
  throw error;
});
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
