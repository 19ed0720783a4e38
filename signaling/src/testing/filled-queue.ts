import { reportReasons } from '@sotto/protocol';
import { Client } from 'pg';

/** When the oldest of them came. */
export const filledFromMs = 1_796_000_000_000;
/** Between two of them. */
export const filledEveryMs = 977;

/**
 * Fills a PostgreSQL with open reports of every reason, the way a site has them that can't keep up: some urgent, some of persons of whom several complain. The
 * evidence is noise of the size at which PostgreSQL keeps it beside the row, as it does with real ones.
 */
export async function fillQueue(url: string, openReports: number): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(
    `INSERT INTO reports (id, received_at_ms, reason, state, urgency, accused_index, side_index, receipt_hash, evidence, expires_at_ms, desk, independent)
     SELECT translate(rtrim(encode(substr(sha256(('id' || n)::bytea), 1, 16), 'base64'), '='), '+/', '-_'), $3::bigint + n * $4::bigint, ($1::text[])[1 + n % 7],
       'received', (n % 9 <> 0)::int, sha256((n % 30000)::text::bytea), sha256(n::text::bytea), sha256(('r' || n)::bytea),
       decode(repeat(encode(sha256(n::text::bytea), 'hex'), 70), 'hex'), 1900000000000, CASE WHEN n % 7 = 4 THEN 'child-safety' ELSE 'moderator' END, 1 + n % 5
     FROM generate_series(1, $2::int) n`,
    [reportReasons, openReports, filledFromMs, filledEveryMs],
  );
  await client.query('VACUUM ANALYZE reports, case_facts');
  await client.end();
}
