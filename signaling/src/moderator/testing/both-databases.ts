import { afterAll, beforeAll } from 'vitest';
import { openCases, type Cases } from '../../cases/open-cases.ts';
import { createLog } from '../../log/log.ts';
import { startPostgres, type TestPostgres } from '../../testing/postgres-server.ts';

/** Runs a contract suite on an embedded database and on a real PostgreSQL of its own. */
export function describeOnBoth(suite: (name: string, open: () => Promise<Cases>) => void): void {
  const log = createLog('silent');
  let postgres: TestPostgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  }, 60_000);
  afterAll(() => postgres.stop());
  suite('in memory', () => openCases({ log }));
  suite('in PostgreSQL', () => openCases({ database: { url: postgres.url, maxConnections: 5 }, log }));
}
