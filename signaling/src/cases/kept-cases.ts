import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CannotStart } from '../cannot-start.ts';
import { dataFolderOf, loadConfig, type Config } from '../config/config.ts';
import { readEnv, type Env, type EnvValues } from '../config/env.ts';
import { createLog } from '../log/log.ts';
import { openCases, type Cases } from './open-cases.ts';

export interface KeptCases {
  readonly cases: Cases;
  readonly secrets: Config['secrets'];
}

/**
 * Opens the database and secrets that a server has kept, for a program that only reads them. Makes neither: in a wrong folder
 * an empty database would answer that all is well.
 * @returns why it can't, in a sentence for the operator, where there is none, it is in use, or the environment is wrong
 */
export async function openKeptCases(env: Env): Promise<KeptCases | string> {
  const values = readEnv(env, (path) => readFileSync(path, 'utf8'));
  const absent = values.ok ? missing(values.value) : undefined;
  if (absent !== undefined)
    return `There is no ${absent}: no server has kept reports there. Is DATA_DIR the one that it uses?`;
  const config = loadConfig(env);
  if (!config.ok) return config.error.map(({ name, message }) => `${name} ${message}`).join('\n');
  const { database, dataDir, secrets, logLevel } = config.value;
  try {
    return { cases: await openCases({ database, dataDir, log: createLog(logLevel) }), secrets };
  } catch (error) {
    if (error instanceof CannotStart) return error.message;
    throw error;
  }
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
