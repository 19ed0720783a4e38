import { decodeCase, problemSchema, receiptsPath, verifyCase } from '@sotto/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Config } from '../config/config.ts';
import { consoleAt, type ConsoleClient } from '../testing/console-client.ts';
import { startPostgres, type TestPostgres } from '../testing/postgres-server.ts';
import { startTestServer, testConfig, type TestServer } from '../testing/test-server.ts';
import { bodyOf, dumpOf, postTo, registerAgain, reportSomebody } from './testing/reported.ts';

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

const ban = {
  action: 'ban',
  guideline: 'respect',
  statement: 'You insulted somebody, and went on when asked to stop.',
  hours: 24,
};

describe('from a report to a ban', { timeout: 60_000 }, () => {
  it('a moderator claims, reads what can be verified, and shuts somebody out at once', async () => {
    const { meeting, id, receipt } = await reportSomebody(node.url);
    const queue = (await (await ada.call('GET', '/queue')).json()) as { rows: { id: string }[] };
    expect(queue.rows.map((row) => row.id)).toContain(id);

    const early = problemSchema.parse(await (await ada.call('GET', `/cases/${id}/evidence`)).json());
    expect(early.type).toBe('urn:sotto:problem:case-not-held');
    await bodyOf(ada.call('POST', `/cases/${id}/claim`));
    const text = await (await ada.call('GET', `/cases/${id}/evidence`)).text();
    const exported = decodeCase(text);
    if (!exported.ok) throw new Error(exported.error.code);
    expect(await verifyCase(exported.value)).toMatchObject({ ok: true });

    const decided = await bodyOf(ada.call('POST', `/cases/${id}/decide`, { body: ban }));
    expect((await meeting.closed.answerer).code).toBe(4401);
    const refused = await registerAgain(node.url, meeting.identities.answerer);
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
    expect((await registerAgain(node.url, meeting.identities.initiator)).status).toBe(201);
    const looked = await postTo(node.url, receiptsPath, { receipt });
    expect(await looked.json()).toMatchObject({ state: 'decided' });

    expect((await ada.call('POST', `/decisions/${decided['decision'] ?? ''}/undo`)).status).toBe(204);
    expect((await registerAgain(node.url, meeting.identities.answerer)).status).toBe(201);
    meeting.leave();
  });

  it('a ban reaches whoever is at another node, and holds at one that starts later', async () => {
    const { meeting, id } = await reportSomebody(otherNode.url);
    await bodyOf(ada.call('POST', `/cases/${id}/claim`));
    await bodyOf(ada.call('POST', `/cases/${id}/decide`, { body: { ...ban, hours: undefined } }));
    expect((await meeting.closed.answerer).code).toBe(4401);
    expect((await registerAgain(otherNode.url, meeting.identities.answerer)).status).toBe(403);
    meeting.leave();
    const later = await startTestServer({ config });
    expect((await registerAgain(later.url, meeting.identities.answerer)).status).toBe(403);
    await later.stop();
  });

  it('what is said of a case is stored so that nobody reads it without the key', async () => {
    // At a node of its own, where nobody waits who was left behind above.
    const third = await startTestServer({ config });
    const { meeting, id } = await reportSomebody(third.url);
    meeting.leave();
    await third.stop();
    const secret = 'Pelikan in the garden';
    expect((await ada.call('POST', `/cases/${id}/notes`, { body: { text: secret } })).status).toBe(204);
    const view = await bodyOf(ada.call('GET', `/cases/${id}`));
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
    const verdict = await bodyOf(ada.call('POST', '/audit/verify'));
    expect(verdict['rows']).toBe(page.rows.length);
    expect(verdict['fault']).toBeUndefined();
  });
});
