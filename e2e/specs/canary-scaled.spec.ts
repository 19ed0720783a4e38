import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  standsInMemory,
  startPostgres,
  startRedisServer,
  type TestPostgres,
  type TestRedisServer,
} from '@sotto/signaling/testing';
import { canary, formsOf } from '../support/canary.ts';
import { expect, testWithOwnServer as base } from '../support/fixtures.ts';
import { openReport, receiptOf, reviewAs } from '../support/reports.ts';

const secret = (): string => randomBytes(32).toString('hex');

/** A server over a Redis and a PostgreSQL of this test alone. */
const test = base.extend<{ redis: TestRedisServer; postgres: TestPostgres }>({
  // eslint wants no empty pattern; Playwright reads the fixture's needs from it.
  redis: async ({ browserName: _ }, use) => {
    const redis = await startRedisServer();
    await use(redis);
    await redis.stop();
  },
  postgres: async ({ browserName: _ }, use) => {
    const postgres = await startPostgres();
    await use(postgres);
    await postgres.stop();
  },
  serverEnv: async ({ redis, postgres }, use) =>
    use({
      REDIS_URL: redis.url,
      DATABASE_URL: postgres.url,
      SESSION_SECRET: secret(),
      IDENTITY_SECRET: secret(),
      EVIDENCE_SECRET: secret(),
    }),
});

/** All files of a database, its log of changes included. */
function filesOf({ folder }: TestPostgres): Buffer {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Buffer.concat(files.map((file) => readFileSync(join(file.parentPath, file.name))));
}

test('neither Redis nor PostgreSQL has a word of a chat, nor of a report but encrypted', async ({
  pair: { ann, ben },
  redis,
  postgres,
  server,
}) => {
  const [kept, withheld, disclosed] = [canary('kept'), canary('withheld'), canary('disclosed')];
  for (const text of [kept, withheld]) {
    await ann.say(text);
    await ben.expectHeard(text);
  }
  await ben.say(disclosed);
  await ann.expectHeard(disclosed);
  const inRedis = (text: string): boolean =>
    formsOf(text).some((form) => standsInMemory(redis.pid, Buffer.from(form)));
  // What Redis does have is found in the same way.
  expect(inRedis(ann.nickname)).toBe(true);
  const dialog = await openReport(ann);
  for (const text of [kept, withheld])
    await dialog.getByRole('checkbox', { name: new RegExp(text) }).uncheck();
  await reviewAs(ann, 'Harassment');
  await dialog.getByRole('button', { name: 'Report only' }).click();
  const receipt = await receiptOf(ann);
  const stored = filesOf(postgres);
  expect(stored.includes('harassment')).toBe(true);
  for (const text of [kept, withheld, disclosed, receipt]) {
    expect(inRedis(text)).toBe(false);
    for (const form of formsOf(text)) expect(stored.includes(form)).toBe(false);
  }
  for (const text of [kept, withheld]) expect(server.remembers(formsOf(text))).toBe(false);
});
