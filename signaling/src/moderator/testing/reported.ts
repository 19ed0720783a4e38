import { apiPath, type Identity } from '@sotto/protocol';
import { Client } from 'pg';
import type { TestPostgres } from '../../testing/postgres-server.ts';
import { fileReport } from '../../testing/file-report.ts';
import { meetAt, type Meeting } from '../../testing/meet.ts';
import { registration } from '../../testing/test-identity.ts';

/** The body of an answer that is no refusal. */
export async function bodyOf(answer: Promise<Response>): Promise<Record<string, string & number>> {
  const got = await answer;
  if (!got.ok) throw new Error(`${got.status}: ${await got.text()}`);
  return (await got.json()) as Record<string, string & number>;
}

export interface Reported {
  readonly meeting: Meeting;
  readonly id: string;
  readonly receipt: string;
}

/** Two people meet at a node; the one who answers says something, and is reported. */
export async function reportSomebody(url: string): Promise<Reported> {
  const meeting = await meetAt(url);
  await meeting.chat.say('answerer', 'something nasty');
  const filed = await bodyOf(fileReport(url, meeting.token, await meeting.chat.report('initiator')));
  return { meeting, id: filed['reportId'] ?? '', receipt: filed['receipt'] ?? '' };
}

export async function registerAgain(url: string, identity: Identity): Promise<Response> {
  return postTo(url, '/register', await registration(url, { identity }));
}

/** @param path below `/api/v1`. */
export function postTo(url: string, path: string, body: unknown): Promise<Response> {
  return fetch(`${url}${apiPath}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/** All that a thief of the database has, as text. */
export async function dumpOf({ url }: TestPostgres): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const tables = await client.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
  );
  let dump = '';
  for (const { name } of tables.rows)
    dump += JSON.stringify((await client.query(`SELECT t::text FROM "${name}" t`)).rows);
  await client.end();
  return dump;
}
