/**
 * The moderator console's server: pages of a queue of many open reports, asked for over HTTP one after the other, and the verification of a long audit
 * log, over a real PostgreSQL. Arguments: open reports (default 50000), rows of the log (default 1000000).
 */
import { randomBytes } from 'node:crypto';
import { seededRandom } from '@sotto/matchmaker/testing';
import { queuePageSchema, reportReasons } from '@sotto/protocol';
import { Client } from 'pg';
import { openCases } from '../src/cases/open-cases.ts';
import { createLog } from '../src/log/log.ts';
import { hashOf, noHash } from '../src/moderator/audit/chain.ts';
import { verifyAudit } from '../src/moderator/audit/verify.ts';
import { consoleAt, type ConsoleClient } from '../src/testing/console-client.ts';
import { startPostgres } from '../src/testing/postgres-server.ts';
import { startTestServer } from '../src/testing/test-server.ts';

const [openReports = 50_000, auditRows = 1_000_000] = process.argv.slice(2).map(Number);
const asked = 600;
const warmUps = 50;

const postgres = await startPostgres();
const database = { url: postgres.url, maxConnections: 5 };
const server = await startTestServer({ config: { database } });
const client = new Client({ connectionString: postgres.url });
await client.connect();

await client.query(
  `INSERT INTO reports (id, received_at_ms, reason, state, urgency, accused_index, side_index, receipt_hash, evidence, expires_at_ms, desk, independent)
   SELECT translate(rtrim(encode(substr(sha256(('id' || n)::bytea), 1, 16), 'base64'), '='), '+/', '-_'), 1796000000000 + n * 977, ($1::text[])[1 + n % 7], 'received', (n % 9 <> 0)::int,
     sha256((n % 30000)::text::bytea), sha256(n::text::bytea), sha256(('r' || n)::bytea), sha256(n::text::bytea), 1900000000000,
     CASE WHEN n % 7 = 4 THEN 'child-safety' ELSE 'moderator' END, 1 + n % 5
   FROM generate_series(1, $2::int) n`,
  [reportReasons, openReports],
);
await client.query('ANALYZE reports');

const ada = consoleAt(server.url);
await ada.join((await server.inviteFirst()) ?? '', 'Ada');
const random = seededRandom(1);
const times = await timesOf(ada);
const queueP99Ms = percentile(times, 0.99);
const queueMedianMs = percentile(times, 0.5);
const countTimes: number[] = [];
for (let i = 0; i < 100; i += 1) countTimes.push(await timeOf(() => ada.call('GET', '/queue/counts')));
await server.stop();

const key = randomBytes(32);
await fillAudit();
const cases = await openCases({ database, log: createLog('silent') });
const verifyS =
  (await timeOf(async () => {
    const { rows, fault } = await verifyAudit(cases.tables, key);
    if (rows !== auditRows || fault !== undefined)
      throw new Error(`the log does not hold: ${JSON.stringify(fault)}`);
  })) / 1_000;
await cases.close();
await client.end();
await postgres.stop();

console.log(
  JSON.stringify({
    bench: 'console',
    metrics: {
      open_reports: openReports,
      queue_p99_ms: round(queueP99Ms),
      queue_median_ms: round(queueMedianMs),
      counts_p99_ms: round(percentile(countTimes, 0.99)),
      audit_rows: auditRows,
      audit_verify_s: round(verifyS),
    },
  }),
);

/** Pages at random places of the queue, half of them under a filter. */
async function timesOf(moderator: ConsoleClient): Promise<number[]> {
  const measured: number[] = [];
  let after: string | undefined;
  for (let i = 0; i < asked + warmUps; i += 1) {
    const query = new URLSearchParams({ limit: '50' });
    const reason = reportReasons[Math.floor(random() * reportReasons.length)];
    if (i % 2 === 1 && reason !== undefined) query.set('reason', reason);
    if (i % 5 === 0) query.set('held', 'free');
    if (i % 3 !== 0) query.set('after', after ?? placeAt(Math.floor(random() * openReports)));
    let answer: Response | undefined;
    const ms = await timeOf(async () => {
      answer = await moderator.call('GET', `/queue?${query.toString()}`);
      await answer.clone().text();
    });
    const page = queuePageSchema.parse(await answer?.json());
    after = i % 4 === 0 ? page.next : undefined;
    if (i >= warmUps) measured.push(ms);
  }
  return measured;
}

function placeAt(n: number): string {
  return `1.${1 + (n % 5)}.${1_796_000_000_000 + n * 977}.a`;
}

async function fillAudit(): Promise<void> {
  await client.query('TRUNCATE audit');
  let prev: Uint8Array = noHash;
  const batch = 10_000;
  for (let from = 1; from <= auditRows; from += batch) {
    const columns: [number[], number[], string[], string[], string[], string[], Uint8Array[], Uint8Array[]] =
      [[], [], [], [], [], [], [], []];
    for (let seq = from; seq < Math.min(from + batch, auditRows + 1); seq += 1) {
      const row = {
        seq,
        atMs: 1_796_000_000_000 + seq,
        actor: `moderator ${seq % 20}`,
        action: 'evidence-opened',
        subject: `report ${seq}`,
        details: '{}',
        prev,
      };
      const hash = hashOf(key, row);
      [seq, row.atMs, row.actor, row.action, row.subject, row.details, prev, hash].forEach((value, i) =>
        (columns[i] as unknown[]).push(value),
      );
      prev = hash;
    }
    await client.query(
      'INSERT INTO audit SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bytea[], $8::bytea[])',
      columns,
    );
  }
  await client.query('UPDATE audit_head SET seq = $1, hash = $2', [auditRows, prev]);
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  await work();
  return performance.now() - startMs;
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
