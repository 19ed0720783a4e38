import {
  acknowledgementsPath,
  apiPath,
  appealsPath,
  problemSchema,
  statementSchema,
  statementsPath,
  type StatementOfReasons,
} from '@sotto/protocol';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Config } from '../config/config.ts';
import { connect } from '../hub/testing/test-client.ts';
import { banNoteCosts } from '../limits/ban-notes.ts';
import { consoleAt, type ConsoleClient } from '../testing/console-client.ts';
import { startPostgres, type TestPostgres } from '../testing/postgres-server.ts';
import { registerTestIdentity, registration } from '../testing/test-identity.ts';
import { startTestServer, testConfig, type TestServer } from '../testing/test-server.ts';
import { bodyOf, dumpOf, postTo, registerAgain, reportSomebody } from './testing/reported.ts';

/** Two nodes with one database, and two moderators, each at a node of theirs. */

let postgres: TestPostgres;
let node: TestServer;
let otherNode: TestServer;
let ada: ConsoleClient;
let ben: ConsoleClient;
let config: Config;

beforeAll(async () => {
  postgres = await startPostgres();
  config = { ...testConfig(), database: { url: postgres.url, maxConnections: 3 } };
  node = await startTestServer({ config });
  otherNode = await startTestServer({ config });
  ada = consoleAt(node.url);
  await ada.join((await node.inviteFirst()) ?? '', 'Ada');
  const { token } = await bodyOf(ada.call('POST', '/invitations', { body: { roles: ['moderator'] } }));
  ben = consoleAt(otherNode.url);
  await ben.join(token ?? '', 'Ben');
}, 60_000);
afterAll(async () => {
  await node.stop();
  await otherNode.stop();
  await postgres.stop();
});

const reasons = 'You insulted somebody, and went on when asked to stop.';
const ban = { action: 'ban', guideline: 'respect', statement: reasons, hours: 24 };
const warn = { action: 'warn', guideline: 'respect', statement: reasons };

async function decide(url: string, body: unknown) {
  const { meeting, id } = await reportSomebody(url);
  await bodyOf(ada.call('POST', `/cases/${id}/claim`));
  const decided = await bodyOf(ada.call('POST', `/cases/${id}/decide`, { body }));
  return { meeting, id, decision: decided['decision'] ?? '' };
}

/** The problem's name of an answer. */
async function kindOf(answer: Promise<Response>): Promise<string | undefined> {
  return problemSchema
    .parse(await (await answer).json())
    .type.split(':')
    .at(-1);
}

async function lookUp(url: string, receipt: string): Promise<StatementOfReasons> {
  return statementSchema.parse(await bodyOf(postTo(url, statementsPath, { receipt })));
}

describe('a decision that touches somebody', { timeout: 60_000 }, () => {
  it('is told them on their socket before it closes, and another moderator lifts it on every node', async () => {
    const { meeting, decision } = await decide(node.url, ban);
    const { statement } = await meeting.clients.answerer.next('statement');
    expect(statement).toMatchObject({
      measure: 'ban',
      guideline: 'respect',
      text: reasons,
      automated: false,
      standing: 'in-force',
      untilMs: expect.any(Number) as number,
    });
    expect((await meeting.closed.answerer).code).toBe(4401);
    const { receipt } = statement;
    expect(await lookUp(otherNode.url, receipt)).toEqual(statement);

    const text = 'That was a quote from a book, as I said before.';
    expect(await kindOf(postTo(node.url, appealsPath, { receipt, text: 'No.' }))).toBe('invalid-request');
    const long = { receipt, text: 'x'.repeat(2_001) };
    expect(await kindOf(postTo(node.url, appealsPath, long))).toBe('invalid-request');
    const appealed = statementSchema.parse(await bodyOf(postTo(node.url, appealsPath, { receipt, text })));
    expect(appealed.appeal).toEqual({ atMs: expect.any(Number) as number });
    expect(await kindOf(postTo(otherNode.url, appealsPath, { receipt, text }))).toBe('appeal-closed');

    expect(await kindOf(ada.call('POST', `/appeals/${decision}/claim`))).toBe('appeal-own');
    await bodyOf(ben.call('POST', `/appeals/${decision}/claim`));
    expect(await bodyOf(ben.call('GET', `/appeals/${decision}`))).toMatchObject({
      text,
      statement: reasons,
      judgeable: true,
    });
    expect(await bodyOf(ben.call('GET', `/appeals/${decision}/evidence`))).toMatchObject({
      report: expect.anything() as string,
    });
    const outcome = { outcome: 'overturned', text: 'It was a quote. The ban was wrong.' };
    expect((await ben.call('POST', `/appeals/${decision}/decide`, { body: outcome })).status).toBe(204);
    expect((await registerAgain(otherNode.url, meeting.identities.answerer)).status).toBe(201);
    await expect
      .poll(async () => (await registerAgain(node.url, meeting.identities.answerer)).status, {
        timeout: 5_000,
      })
      .toBe(201);
    expect(await lookUp(node.url, receipt)).toMatchObject({
      standing: 'lifted',
      appeal: { decided: { outcome: 'overturned', text: outcome.text } },
    });
    meeting.leave();
  });

  it('as a warning comes at once, and with each socket until it was acknowledged', async () => {
    const { meeting, decision } = await decide(otherNode.url, warn);
    const { statement } = await meeting.clients.answerer.next('statement');
    expect(statement).toMatchObject({ measure: 'warn', text: reasons });
    meeting.leave();
    const again = async () => {
      const identity = meeting.identities.answerer;
      const { tokens } = await registerTestIdentity(node.url, { identity });
      const client = await connect(node.url, { access: tokens.accessToken });
      await client.next('welcome');
      return client;
    };
    const second = await again();
    expect((await second.next('statement')).statement.receipt).toBe(statement.receipt);
    const { receipt } = statement;
    // Whatever else is done to the decision meanwhile: it waits for nobody, and so nobody can wait for it in a circle.
    const other = new Client({ connectionString: postgres.url });
    await other.connect();
    await other.query('BEGIN');
    await other.query('SELECT FROM decisions WHERE id = $1 FOR UPDATE', [decision]);
    await other.query('SELECT FROM audit_head FOR UPDATE');
    expect((await postTo(node.url, acknowledgementsPath, { receipt })).status).toBe(204);
    await other.query('ROLLBACK');
    const kept = await other.query('SELECT ban_handle FROM warnings WHERE decision_id = $1', [decision]);
    expect(kept.rows).toEqual([{ ban_handle: null }]);
    await other.end();
    second.socket.terminate();
    const third = await again();
    await third.settled();
    third.socket.terminate();
    expect((await lookUp(node.url, receipt)).standing).toBe('over');
  });

  it('as a warning is forgotten with the identity that it was for', async () => {
    const third = await startTestServer({ config });
    const { meeting, decision } = await decide(third.url, warn);
    await meeting.clients.answerer.next('statement');
    const { tokens } = await registerTestIdentity(third.url, { identity: meeting.identities.answerer });
    const headers = { authorization: `Bearer ${tokens.accessToken}` };
    const handle = async () => {
      const client = new Client({ connectionString: postgres.url });
      await client.connect();
      const { rows } = await client.query<{ ban_handle: string | null }>(
        'SELECT ban_handle FROM warnings WHERE decision_id = $1',
        [decision],
      );
      await client.end();
      return rows[0]?.ban_handle;
    };
    expect(await handle()).toEqual(expect.any(String));
    const deleted = await fetch(`${third.url}${apiPath}/identity`, { method: 'DELETE', headers });
    expect(deleted.status).toBe(204);
    expect(await handle()).toBeNull();
    meeting.leave();
    await third.stop();
  });

  it('can shut somebody out and go on to another desk, and comes back whole', async () => {
    const escalate = { desk: 'administrator', note: 'There may be more of this.' };
    // At a node of its own, as below, where nobody waits who was left behind above.
    const third = await startTestServer({ config });
    const { meeting, id, decision } = await decide(third.url, { ...ban, escalate });
    expect((await meeting.closed.answerer).code).toBe(4401);
    expect(await bodyOf(ada.call('GET', `/cases/${id}`))).toMatchObject({
      desk: 'administrator',
      state: 'in-review',
      earlier: [{ id: decision, action: 'ban', passedTo: 'administrator' }],
    });
    expect((await ada.call('POST', `/decisions/${decision}/undo`)).status).toBe(204);
    expect(await bodyOf(ada.call('GET', `/cases/${id}`))).toMatchObject({ desk: 'moderator', earlier: [] });
    expect((await registerAgain(node.url, meeting.identities.answerer)).status).toBe(201);
    meeting.leave();
    await third.stop();
  });

  it('makes coming back from the same place dearer, and refuses nobody else', async () => {
    const proofOfWork = { ...config.proofOfWork, guesses: 20 };
    const third = await startTestServer({ config: { ...config, proofOfWork } });
    const guesses = async (): Promise<number> => {
      const { proof } = await registration(third.url);
      return (JSON.parse(atob(proof)) as { solution: { counter: number } }).solution.counter;
    };
    expect(await guesses()).toBeLessThanOrEqual(30);
    const { meeting } = await decide(third.url, ban);
    await meeting.closed.answerer;
    expect(await guesses()).toBeGreaterThanOrEqual(banNoteCosts.workFactor * 10);
    expect((await registerAgain(third.url, meeting.identities.initiator)).status).toBe(201);
    meeting.leave();
    await third.stop();
  });

  it('leaves nothing of an appeal in the database that can be read without the key', async () => {
    const third = await startTestServer({ config });
    const { meeting } = await decide(third.url, { ...ban, hours: undefined });
    const { statement } = await meeting.clients.answerer.next('statement');
    expect(statement.untilMs).toBeUndefined();
    meeting.leave();
    await third.stop();
    const text = 'Pelikan in the garden, nothing else.';
    await bodyOf(postTo(node.url, appealsPath, { receipt: statement.receipt, text }));
    const dump = await dumpOf(postgres);
    expect(dump).toContain('appeal-made');
    for (const secret of [text, Buffer.from(text).toString('hex'), statement.receipt, reasons])
      expect(dump).not.toContain(secret);
  });
});
