import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { openCases } from '../cases/open-cases.ts';
import { createLog } from '../log/log.ts';
import { hashOf, noHash } from '../moderator/audit/chain.ts';
import { verifyAudit } from '../moderator/audit/verify.ts';

const batchRows = 10_000;

/** Puts a log of so many rows in the place of the one that is there, and verifies it. Answers how long that took. @throws where it does not hold */
export async function timeAuditVerification(url: string, rows: number): Promise<number> {
  const key = randomBytes(32);
  await fillAudit(url, key, rows);
  const log = createLog('silent');
  const cases = await openCases({ database: { url, maxConnections: 2 }, log });
  const startMs = performance.now();
  const verdict = await verifyAudit(cases.tables, key);
  const tookMs = performance.now() - startMs;
  await cases.close();
  if (verdict.rows !== rows || verdict.fault !== undefined)
    throw new Error(`the log does not hold: ${JSON.stringify(verdict.fault)}`);
  return tookMs;
}

async function fillAudit(url: string, key: Uint8Array, rows: number): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query('TRUNCATE audit');
  let prev: Uint8Array = noHash;
  for (let from = 1; from <= rows; from += batchRows) {
    const columns: unknown[][] = [[], [], [], [], [], [], [], []];
    for (let seq = from; seq < Math.min(from + batchRows, rows + 1); seq += 1) {
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
        columns[i]?.push(value),
      );
      prev = hash;
    }
    await client.query(
      'INSERT INTO audit SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bytea[], $8::bytea[])',
      columns,
    );
  }
  await client.query('UPDATE audit_head SET seq = $1, hash = $2', [rows, prev]);
  await client.end();
}
