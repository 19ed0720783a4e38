import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../src/testing/postgres-server.ts';
import { seededRandom } from '@sotto/matchmaker/testing';
import { runFaults } from './run.ts';

/** `npm run test:faults -- reports [rounds] [seed]`: the server killed while reports come in, over both databases. */

const print = (...what: unknown[]): void =>
  void process.stdout.write(
    `${what.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join(' ')}\n`,
  );

const [roundsText, seedText] = process.argv.slice(2);
const rounds = Number(roundsText ?? 40);
const seed = Number(seedText ?? Math.floor(Math.random() * 1e9));
print(`Seed ${seed}; to run it again: npm run test:faults -- reports ${rounds} ${seed}`);

const folder = mkdtempSync(join(tmpdir(), 'sotto-faults-'));
const postgres = await startPostgres();
const random = seededRandom(seed);
const embedded = await runFaults({ rounds, random, env: { DATA_DIR: join(folder, 'embedded') } });
print('embedded database', embedded);
const env = { DATA_DIR: join(folder, 'shared'), DATABASE_URL: postgres.url };
const shared = await runFaults({ rounds, random, env });
print('PostgreSQL', shared);
await postgres.stop();
rmSync(folder, { recursive: true });

const lost = embedded.lost + shared.lost;
const voidTickets = embedded.voidTickets + shared.voidTickets;
const receipts = embedded.receipts + shared.receipts;
const clean = lost === 0 && voidTickets === 0 && receipts > 0;
process.exitCode = clean ? 0 : 1;
print(JSON.stringify({ faults: 'reports', seed, clean, kills: rounds * 4, receipts, lost, voidTickets }));
