import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededRandom } from '@sotto/matchmaker/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPostgres, type TestPostgres } from '../src/testing/postgres-server.ts';
import { runFaults } from './run.ts';

let folder: string;
let postgres: TestPostgres;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sotto-faults-'));
  postgres = await startPostgres();
}, 60_000);
afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true });
});

describe('a server that is killed while reports come in', { timeout: 300_000 }, () => {
  it('keeps every report for which it gave a receipt, and its match tickets, with its own database', async () => {
    const env = { DATA_DIR: join(folder, 'embedded') };
    const verdict = await runFaults({ rounds: 3, random: seededRandom(20_261_127), env });
    expect(verdict).toMatchObject({ lost: 0, voidTickets: 0 });
    expect(verdict.receipts).toBeGreaterThan(5);
  });

  it('keeps them in PostgreSQL', async () => {
    const env = { DATA_DIR: join(folder, 'shared'), DATABASE_URL: postgres.url };
    const verdict = await runFaults({ rounds: 3, random: seededRandom(20_261_128), env });
    expect(verdict).toMatchObject({ lost: 0, voidTickets: 0 });
    expect(verdict.receipts).toBeGreaterThan(5);
  });
});
