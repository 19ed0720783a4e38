import { randomBytes } from 'node:crypto';
import { seededRandom } from '@sotto/matchmaker/testing';
import { openCases, type Cases } from '../src/cases/open-cases.ts';
import { createLog } from '../src/log/log.ts';
import { createAppendAudit } from '../src/moderator/audit/append.ts';
import { verifyAudit } from '../src/moderator/audit/verify.ts';
import type { CaseDesk } from '../src/moderator/cases/case-desk.ts';
import { createCaseDesk } from '../src/moderator/cases/sql-case-desk.ts';
import { raceOnce } from '../src/moderator/testing/race.ts';
import { someReport } from '../src/cases/testing/some-report.ts';
import { startPostgres } from '../src/testing/postgres-server.ts';

/**
 * `npm run test:faults -- console [races] [seed]`: two moderators at two nodes race for each of so many reports, over a real PostgreSQL, with leases that run out
 * under their hands.
 */

const print = (text: string): void => void process.stdout.write(`${text}\n`);
const [racesText, seedText] = process.argv.slice(2);
const races = Number(racesText ?? 10_000);
const seed = Number(seedText ?? Math.floor(Math.random() * 1e9));
print(`Seed ${seed}; to run it again: npm run test:faults -- console ${races} ${seed}`);

/** Races under way at once, each with a connection at both nodes. */
const atOnce = 4;

const postgres = await startPostgres();
const key = randomBytes(32);
const log = createLog('silent');
const open = () => openCases({ database: { url: postgres.url, maxConnections: atOnce }, log });
const [node, other] = [await open(), await open()];
const deskAt = ({ tables }: Cases): CaseDesk => createCaseDesk(tables, createAppendAudit(key));
const [desk, otherDesk] = [deskAt(node), deskAt(other)];

const random = seededRandom(seed);
let begun = 0;
let double = 0;
let lost = 0;
async function raceOn(at: CaseDesk): Promise<void> {
  while (begun < races) {
    begun += 1;
    const report = someReport();
    await node.store.add(report, 8);
    const { told, decisions } = await raceOnce(at, report.id, random, otherDesk);
    if (told > 1) double += 1;
    if (told === 0 || decisions === 0) lost += 1;
    if (begun % 1_000 === 0) print(`${begun} races: ${double} decided twice, ${lost} lost`);
  }
}
await Promise.all(Array.from({ length: atOnce }, () => raceOn(desk)));

const { rows } = await node.tables.run(async (database) => {
  const [counted] = await database.execute<{ n: string }>(
    `SELECT count(*)::text AS n FROM audit WHERE action = 'case-decided'`,
  );
  return { rows: Number(counted?.n) };
});
const { fault } = await verifyAudit(node.tables, key);
await node.close();
await other.close();
await postgres.stop();

// Each decision is in the log, and nothing else passes for one.
const clean = double === 0 && lost === 0 && rows === races && fault === undefined;
process.exitCode = clean ? 0 : 1;
print(
  JSON.stringify({
    faults: 'console',
    seed,
    clean,
    races,
    double,
    lost,
    logged: rows,
    logHolds: fault === undefined,
  }),
);
