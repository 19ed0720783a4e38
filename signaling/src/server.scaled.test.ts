import { apiPath, closeCodes } from '@sotto/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deriveSecrets, randomSecret } from './config/secrets.ts';
import { connect, seekFrame } from './hub/testing/test-client.ts';
import {
  registerTestIdentity,
  startRedisServer,
  startTestServer,
  testConfig,
  type TestRedisServer,
  type TestServer,
} from './testing.ts';

let redis: TestRedisServer;
let running: TestServer[] = [];

beforeEach(async () => {
  redis = await startRedisServer();
});
afterEach(async () => {
  await Promise.all(running.map((node) => node.stop()));
  running = [];
  await redis.stop();
});

/** Two nodes that share one Redis and one set of secrets. */
async function startNodes(general = 1_000_000): Promise<[TestServer, TestServer]> {
  const secrets = deriveSecrets({
    session: randomSecret(),
    identity: randomSecret(),
    evidence: randomSecret(),
  });
  const config = {
    secrets,
    redis: { url: redis.url, runMatchmaker: true },
    rates: { ...testConfig().rates, general: { points: general, durationS: 60 } },
  };
  const nodes = await Promise.all([startTestServer({ config }), startTestServer({ config })]);
  running.push(...nodes);
  return nodes;
}

describe('two nodes over one Redis', () => {
  it('know each other’s sessions', async () => {
    const [here, there] = await startNodes();
    const { tokens } = await registerTestIdentity(here.url);
    const answer = await fetch(`${there.url}${apiPath}/refresh`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ refreshToken: tokens.refreshToken }),
    });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ sessionId: tokens.sessionId });
  });

  it('match people who are on different nodes, and pass their signals on', async () => {
    const [here, there] = await startNodes();
    const ann = await registerTestIdentity(here.url, { nickname: 'Ann' });
    const ben = await registerTestIdentity(there.url, { nickname: 'Ben' });
    const a = await connect(here.url, { access: ann.tokens.accessToken });
    const b = await connect(there.url, { access: ben.tokens.accessToken });
    for (const client of [a, b]) {
      await client.next('welcome');
      client.send(seekFrame());
      await client.next('waiting');
    }
    const [{ match }, forBen] = await Promise.all([a.next('matched'), b.next('matched')]);
    expect(forBen).toMatchObject({ match, peer: { nickname: 'Ann' } });
    for (const client of [a, b]) client.send({ t: 'accept', match });
    await Promise.all([a.next('confirmed'), b.next('confirmed')]);
    a.send({ t: 'signal', match, data: { type: 'offer', sdp: 'v=0' } });
    expect(await b.next('signal')).toMatchObject({ match, data: { type: 'offer', sdp: 'v=0' } });
  });

  it('close a socket on one node when its session ends on the other', async () => {
    const [here, there] = await startNodes();
    const { tokens } = await registerTestIdentity(here.url);
    const client = await connect(here.url, { access: tokens.accessToken });
    const authorization = `Bearer ${tokens.accessToken}`;
    await fetch(`${there.url}${apiPath}/identity`, { method: 'DELETE', headers: { authorization } });
    expect(await client.closed).toMatchObject({ code: closeCodes.sessionEnded.code });
  });

  it('count requests together', async () => {
    const [here, there] = await startNodes(2);
    const status = async (node: TestServer) => (await fetch(`${node.url}${apiPath}/info`)).status;
    expect([await status(here), await status(there), await status(here)]).toEqual([200, 200, 429]);
  });

  it('do not start where Redis cannot be reached', async () => {
    const nowhere = { config: { redis: { url: 'redis://127.0.0.1:1', runMatchmaker: true } } };
    await expect(startTestServer(nowhere)).rejects.toThrow();
  });
});

describe('a node whose Redis goes away', () => {
  it('answers 503 and serves again once Redis is back', { timeout: 20_000 }, async () => {
    const node = await startTestServer({ config: { redis: { url: redis.url, runMatchmaker: true } } });
    running.push(node);
    const { tokens } = await registerTestIdentity(node.url);
    await redis.stop();
    const logout = await fetch(`${node.url}${apiPath}/logout`, {
      method: 'POST',
      headers: { authorization: `Bearer ${tokens.accessToken}` },
    });
    expect(logout.status).toBe(503);
    expect(logout.headers.get('retry-after')).toBe('5');

    redis = await startRedisServer(Number(new URL(redis.url).port));
    const tryRegister = () =>
      registerTestIdentity(node.url).then(
        () => 'registered',
        () => 'refused',
      );
    await expect.poll(tryRegister, { timeout: 10_000 }).toBe('registered');
  });

  it('still stops', { timeout: 20_000 }, async () => {
    const node = await startTestServer({ config: { redis: { url: redis.url, runMatchmaker: true } } });
    await redis.stop();
    await node.stop();
    await expect(fetch(`${node.url}/healthz`)).rejects.toThrow();
  });
});
