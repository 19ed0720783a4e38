import { filedReportSchema, problemSchema } from '@sotto/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deriveSecrets, randomSecret } from '../config/secrets.ts';
import { fileReport } from '../testing/file-report.ts';
import { meetAt } from '../testing/meet.ts';
import { startPostgres, type TestPostgres } from '../testing/postgres-server.ts';
import { startRedisServer, type TestRedisServer } from '../testing/redis-server.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

let redis: TestRedisServer;
let postgres: TestPostgres;
let here: TestServer;
let there: TestServer;

beforeAll(async () => {
  [redis, postgres] = await Promise.all([startRedisServer(), startPostgres()]);
  const config = {
    secrets: deriveSecrets({ session: randomSecret(), identity: randomSecret(), evidence: randomSecret() }),
    redis: { url: redis.url, runMatchmaker: true },
    database: { url: postgres.url, maxConnections: 3 },
  };
  [here, there] = await Promise.all([startTestServer({ config }), startTestServer({ config })]);
}, 60_000);
afterAll(async () => {
  await Promise.all([here.stop(), there.stop()]);
  await redis.stop();
});

describe('two nodes over one Redis and one PostgreSQL', { timeout: 60_000 }, () => {
  it('take reports of each other’s matches, and the same at both as one', async () => {
    const { chat, token, leave } = await meetAt(here.url, there.url);
    await chat.say('answerer', 'something nasty');
    const bundle = await chat.report('initiator');
    const answers = await Promise.all(
      [here, there, here, there].map(async ({ url }) => (await fileReport(url, token, bundle)).json()),
    );
    leave();
    const filed = answers.map((answer) => filedReportSchema.parse(answer));
    expect(new Set(filed.map(({ receipt }) => receipt))).toHaveLength(1);
  });

  it('ask for another try while the database is away', async () => {
    const { chat, token, leave } = await meetAt(here.url, there.url);
    await chat.say('answerer', 'something nasty');
    leave();
    await postgres.stop();
    const answer = await fileReport(here.url, token, await chat.report('initiator'));
    expect(answer.status).toBe(503);
    expect(problemSchema.parse(await answer.json()).retryAfter).toBeGreaterThan(0);
  });
});
