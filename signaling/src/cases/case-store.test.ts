import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '../log/log.ts';
import { startPostgres, type TestPostgres } from '../testing/postgres-server.ts';
import { describeCaseStore } from './case-store.contract.ts';
import { openCases } from './open-cases.ts';
import { describeTables } from './tables.contract.ts';

const log = createLog('silent');
let folder: string;
let postgres: TestPostgres;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sotto-cases-'));
  postgres = await startPostgres();
}, 60_000);
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await postgres.stop();
});

describeCaseStore('in memory', () => openCases({ log }), 1);
describeCaseStore('in a folder', () => openCases({ dataDir: folder, log }), 1);
describeCaseStore(
  'in PostgreSQL',
  () => openCases({ database: { url: postgres.url, maxConnections: 3 }, log }),
  3,
);

describeTables('in memory', () => openCases({ log }));
describeTables('in PostgreSQL', () => openCases({ database: { url: postgres.url, maxConnections: 3 }, log }));

/** Takes the folder that it is told, says so, and does nothing more. */
const holder = `
  import(${JSON.stringify(new URL('folder-lock.ts', import.meta.url).href)}).then(({ lockFolder }) => {
    lockFolder(process.argv[1]);
    console.log('taken');
    setInterval(() => {}, 1e9);
  });
`;

describe('a folder of reports', { timeout: 60_000 }, () => {
  const inFolder = async (work: (dataDir: string) => Promise<void>): Promise<void> => {
    const dataDir = mkdtempSync(join(tmpdir(), 'sotto-cases-'));
    await work(dataDir);
    rmSync(dataDir, { recursive: true });
  };

  it('is used once at a time', () =>
    inFolder(async (dataDir) => {
      const first = await openCases({ dataDir, log });
      await expect(openCases({ dataDir, log })).rejects.toThrow('in use');
      await first.close();
      const second = await openCases({ dataDir, log });
      await second.close();
    }));

  it('is refused while another process has it, and taken once that was killed', () =>
    inFolder(async (dataDir) => {
      mkdirSync(join(dataDir, 'reports'));
      const other = spawn(process.execPath, ['--eval', holder, join(dataDir, 'reports')]);
      await once(other.stdout, 'data');
      await expect(openCases({ dataDir, log })).rejects.toThrow('in use by another process');
      other.kill('SIGKILL');
      await once(other, 'exit');
      const cases = await openCases({ dataDir, log });
      await cases.close();
    }));
});

describe('a PostgreSQL of reports', { timeout: 60_000 }, () => {
  it('gets its tables once where several nodes start together', async () => {
    const database = { url: postgres.url, maxConnections: 2 };
    const nodes = await Promise.all([0, 1, 2, 3].map(() => openCases({ database, log })));
    expect(await Promise.all(nodes.map(({ store }) => store.deleteExpired(0)))).toEqual([0, 0, 0, 0]);
    await Promise.all(nodes.map((node) => node.close()));
  });

  it('refuses a start where it cannot be reached', async () => {
    const database = { url: 'postgresql://sotto@127.0.0.1:1/none', maxConnections: 1 };
    await expect(openCases({ database, log })).rejects.toThrow();
  });
});
