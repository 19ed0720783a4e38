import { apiPath, decodeCase, problemSchema, receiptsPath, verifyCase, type Identity } from '@sotto/protocol';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Config } from '../config/config.ts';
import { consoleAt, type ConsoleClient } from '../testing/console-client.ts';
import { fileReport } from '../testing/file-report.ts';
import { meetAt, type Meeting } from '../testing/meet.ts';
import { startPostgres, type TestPostgres } from '../testing/postgres-server.ts';
import { registration } from '../testing/test-identity.ts';
import { startTestServer, testConfig, type TestServer } from '../testing/test-server.ts';

/** Two nodes with one database: what is decided at one is felt at the other. */

let postgres: TestPostgres;
let node: TestServer;
let otherNode: TestServer;
let ada: ConsoleClient;
let config: Config;

beforeAll(async () => {
  postgres = await startPostgres();
  config = { ...testConfig(), database: { url: postgres.url, maxConnections: 3 } };
  node = await startTestServer({ config });
  otherNode = await startTestServer({ config });
  ada = consoleAt(node.url);
  await ada.join((await node.inviteFirst()) ?? '', 'Ada');
}, 60_000);
afterAll(async () => {
  await node.stop();
  await otherNode.stop();
  await postgres.stop();
});

const json = async (answer: Promise<Response>) => {
  const got = await answer;
  expect(got.status, await got.clone().text()).toBeLessThan(300);
  return (await got.json()) as Record<string, string & number>;
};

/** Two people meet at a node; one says something, and is reported. */
async function report(url: string): Promise<{ meeting: Meeting; id: string; receipt: string }> {
  const meeting = await meetAt(url);
  await meeting.chat.say('answerer', 'something nasty');
  const filed = await json(fileReport(url, meeting.token, await meeting.chat.report('initiator')));
  return { meeting, id: filed['reportId'] ?? '', receipt: filed['receipt'] ?? '' };
}

async function register(url: string, identity: Identity): Promise<Response> {
  return fetch(`${url}${apiPath}/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(await registration(url, { identity })),
  });
}

const ban = {
  action: 'ban',
  guideline: 'respect',
  statement: 'You insulted somebody, and went on when asked to stop.',
  hours: 24,
};

describe('from a report to a ban', { timeout: 60_000 }, () => {
  it('a moderator claims, reads what can be verified, and shuts somebody out at once', async () => {
    const { meeting, id, receipt } = await report(node.url);
    const queue = (await (await ada.call('GET', '/queue')).json()) as { rows: { id: string }[] };
    expect(queue.rows.map((row) => row.id)).toContain(id);

    const early = problemSchema.parse(await (await ada.call('GET', `/cases/${id}/evidence`)).json());
    expect(early.type).toBe('urn:sotto:problem:case-not-held');
    await json(ada.call('POST', `/cases/${id}/claim`));
    const text = await (await ada.call('GET', `/cases/${id}/evidence`)).text();
    const exported = decodeCase(text);
    if (!exported.ok) throw new Error(exported.error.code);
    expect(await verifyCase(exported.value)).toMatchObject({ ok: true });

    const decided = await json(ada.call('POST', `/cases/${id}/decide`, { body: ban }));
    expect((await meeting.closed.answerer).code).toBe(4401);
    const refused = await register(node.url, meeting.identities.answerer);
    expect(refused.status).toBe(403);
    expect(problemSchema.parse(await refused.json())).toMatchObject({
      type: 'urn:sotto:problem:banned',
      ban: {
        measure: 'ban',
        standing: 'in-force',
        automated: false,
        guideline: 'respect',
        text: ban.statement,
        untilMs: expect.any(Number) as number,
      },
    });
    expect((await register(node.url, meeting.identities.initiator)).status).toBe(201);
    const looked = await fetch(`${node.url}${apiPath}${receiptsPath}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ receipt }),
    });
    expect(await looked.json()).toMatchObject({ state: 'decided' });

    expect((await ada.call('POST', `/decisions/${decided['decision'] ?? ''}/undo`)).status).toBe(204);
    expect((await register(node.url, meeting.identities.answerer)).status).toBe(201);
    meeting.leave();
  });

  it('a ban reaches whoever is at another node, and holds at one that starts later', async () => {
    const { meeting, id } = await report(otherNode.url);
    await json(ada.call('POST', `/cases/${id}/claim`));
    await json(ada.call('POST', `/cases/${id}/decide`, { body: { ...ban, hours: undefined } }));
    expect((await meeting.closed.answerer).code).toBe(4401);
    expect((await register(otherNode.url, meeting.identities.answerer)).status).toBe(403);
    meeting.leave();
    const later = await startTestServer({ config });
    expect((await register(later.url, meeting.identities.answerer)).status).toBe(403);
    await later.stop();
  });

  it('what is said of a case is stored so that nobody reads it without the key', async () => {
    // At a node of its own, where nobody waits who was left behind above.
    const third = await startTestServer({ config });
    const { meeting, id } = await report(third.url);
    meeting.leave();
    await third.stop();
    const secret = 'Pelikan in the garden';
    expect((await ada.call('POST', `/cases/${id}/notes`, { body: { text: secret } })).status).toBe(204);
    const view = await json(ada.call('GET', `/cases/${id}`));
    expect(JSON.stringify(view['notes'])).toContain(secret);
    const dump = await dumpOf(postgres);
    expect(dump).toContain(id);
    expect(dump).not.toContain(secret);
    expect(dump).not.toContain(Buffer.from(secret).toString('hex'));
    expect(dump).not.toContain(ban.statement);
  });

  it('each look and each decision is in the audit log, which holds', async () => {
    const page = (await (await ada.call('GET', '/audit')).json()) as {
      rows: { action: string; name: string }[];
    };
    const actions = page.rows.map(({ action }) => action);
    for (const action of [
      'account-made',
      'case-claimed',
      'evidence-opened',
      'case-decided',
      'decision-undone',
    ])
      expect(actions).toContain(action);
    const verdict = await json(ada.call('POST', '/audit/verify'));
    expect(verdict['rows']).toBe(page.rows.length);
    expect(verdict['fault']).toBeUndefined();
  });
});

/** All that a thief of the database has, as text. */
async function dumpOf({ url }: TestPostgres): Promise<string> {
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
