import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  filedReportSchema,
  fromBase64Url,
  problemSchema,
  systemRandomBytes,
  toBase64Url,
  toHex,
} from '@sotto/protocol';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deriveSecrets, randomSecret } from '../config/secrets.ts';
import { banHandleOf } from '../evidence/ban-handle.ts';
import { dayKeyLifeMs, dayMs, decodeDayKey, type DayKey } from '../evidence/day-key.ts';
import { createDayKeyRedis } from '../evidence/day-key-redis.ts';
import { createLog } from '../log/log.ts';
import { handleOf } from '../session/handle.ts';
import { startClockedServer, type ClockedServer } from '../testing/clocked-server.ts';
import { fileReport } from '../testing/file-report.ts';
import { meetAt, type Meeting } from '../testing/meet.ts';
import { startPostgres } from '../testing/postgres-server.ts';
import { startRedisServer } from '../testing/redis-server.ts';
import { registerTestIdentity } from '../testing/test-identity.ts';
import { createEvidenceBox } from './evidence-box.ts';
import { openCases } from './open-cases.ts';

const operator = { session: randomSecret(), identity: randomSecret(), evidence: randomSecret() };
const secrets = deriveSecrets(operator);
const secretEnv = {
  SESSION_SECRET: operator.session,
  IDENTITY_SECRET: operator.identity,
  EVIDENCE_SECRET: operator.evidence,
};

let folder: string;
let server: ClockedServer;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sotto-unlinkable-'));
});
afterEach(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

/** What names a person or the match, in every form in which it could be written down. */
function formsOf(bytes: Uint8Array): readonly Buffer[] {
  return [Buffer.from(bytes), Buffer.from(toHex(bytes)), Buffer.from(toBase64Url(bytes))];
}

function tracesOf({ chat, people }: Meeting): Record<string, readonly Buffer[]> {
  const bytes = (text: string): Uint8Array => fromBase64Url(text) ?? new Uint8Array();
  const traces: Record<string, readonly Buffer[]> = { match: formsOf(bytes(chat.facts.matchId)) };
  for (const role of ['initiator', 'answerer'] as const) {
    const handle = handleOf(secrets.handle, people[role]);
    traces[`handle of the ${role}`] = formsOf(bytes(handle));
    traces[`ban handle of the ${role}`] = formsOf(bytes(banHandleOf(secrets.banHandle, handle)));
  }
  return traces;
}

/** The traces that stand in some bytes. */
function found(traces: Record<string, readonly Buffer[]>, bytes: Buffer): string[] {
  return Object.keys(traces).filter((name) => traces[name]?.some((form) => bytes.includes(form)));
}

function filesIn(dir: string): Buffer {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Buffer.concat(files.map((file) => readFileSync(join(file.parentPath, file.name))));
}

/** Two people meet, one reports the other, both leave. */
async function meetAndReport(server: ClockedServer): Promise<{ meeting: Meeting; reportId: string }> {
  const meeting = await meetAt(server.url);
  await meeting.chat.say('answerer', 'something nasty');
  const answer = await fileReport(server.url, meeting.token, await meeting.chat.report('initiator'));
  const { reportId } = filedReportSchema.parse(await answer.json());
  meeting.leave();
  return { meeting, reportId };
}

async function heapOf(server: ClockedServer): Promise<Buffer> {
  return Buffer.from(await server.heap(join(folder, 'server.heapsnapshot')), 'latin1');
}

/** The match can't be reported any more, and the process refers to nothing of it. */
async function expectForgotten(server: ClockedServer, meeting: Meeting, key: Uint8Array): Promise<void> {
  const { tokens } = await registerTestIdentity(server.url, { nickname: 'Later' });
  const late = await fileReport(server.url, tokens.accessToken, await meeting.chat.report('answerer'));
  expect(problemSchema.parse(await late.json()).refusal).toEqual({ code: 'ticket-unknown' });
  const traces = tracesOf(meeting);
  await expect
    .poll(async () => found(traces, await heapOf(server)), { timeout: 60_000, interval: 100 })
    .toEqual([]);
  expect(server.remembers(key)).toBe(false);
}

/** Whoever has the database and the operator's keys learns whom the report is about, and not who wrote it. */
async function expectReporterUnknown(stored: Uint8Array, reportId: string, meeting: Meeting): Promise<void> {
  const opened = createEvidenceBox(secrets, systemRandomBytes).open(reportId, stored);
  if (!opened.ok) throw new Error(opened.error);
  const { facts, accusedBanHandle, bundle } = opened.value;
  const all = Buffer.concat([Buffer.from(JSON.stringify({ facts, accusedBanHandle })), bundle]);
  expect(found(tracesOf(meeting), all)).toEqual(['match', 'ban handle of the answerer']);
}

describe('a match whose day key is erased', { timeout: 120_000 }, () => {
  it('can be linked by nothing that an embedded server keeps, on disk or in memory', async () => {
    const dataDir = join(folder, 'data');
    server = await startClockedServer({ DATA_DIR: dataDir, ...secretEnv });
    const { meeting, reportId } = await meetAndReport(server);
    const [keyFile = ''] = readdirSync(join(dataDir, 'day-keys'));
    const dayKey = keyIn(readFileSync(join(dataDir, 'day-keys', keyFile)));
    // What is looked for afterwards is there before.
    expect(server.remembers(dayKey.key)).toBe(true);
    expect(filesIn(dataDir).includes(dayKey.key)).toBe(true);
    expect(found(tracesOf(meeting), await heapOf(server))).toContain('handle of the initiator');

    await server.advance(dayKeyLifeMs);
    await expectForgotten(server, meeting, dayKey.key);
    await server.stop();
    expect(filesIn(dataDir).includes(dayKey.key)).toBe(false);
    expect(found(tracesOf(meeting), filesIn(dataDir))).toEqual([]);
    const cases = await openCases({ dataDir, log: createLog('silent') });
    const stored = await cases.store.evidenceOf(reportId);
    await cases.close();
    await expectReporterUnknown(stored?.evidence ?? new Uint8Array(), reportId, meeting);
  });
});

describe('a match whose day key is erased, with several nodes', { timeout: 120_000 }, () => {
  it('can be linked by nothing in Redis that does not go by itself, nor by PostgreSQL or a node', async () => {
    const [redisServer, postgres] = await Promise.all([startRedisServer(), startPostgres()]);
    const redis = new Redis(redisServer.url);
    const env = { REDIS_URL: redisServer.url, DATABASE_URL: postgres.url, ...secretEnv };
    server = await startClockedServer({ DATA_DIR: join(folder, 'data'), ...env });
    const { meeting, reportId } = await meetAndReport(server);
    const [dayKey] = await createDayKeyRedis(redis, secrets.dayKeyWrap, Date.now).load();
    if (dayKey === undefined) throw new Error('no day key');
    expect(server.remembers(dayKey.key)).toBe(true);

    await server.advance(dayKeyLifeMs);
    await expectForgotten(server, meeting, dayKey.key);
    for (const name of await redis.keys('*')) {
      const value = await valueOf(redis, name);
      expect(value.includes(dayKey.key), name).toBe(false);
      if (found(tracesOf(meeting), value).length === 0) continue;
      const leftMs = await redis.pttl(name);
      expect(leftMs, name).toBeGreaterThan(0);
      expect(leftMs, name).toBeLessThanOrEqual(dayMs);
    }
    await server.stop();
    redis.disconnect();
    await redisServer.stop();
    expect(found(tracesOf(meeting), filesIn(postgres.folder))).toEqual([]);
    const log = createLog('silent');
    const cases = await openCases({ database: { url: postgres.url, maxConnections: 1 }, log });
    const stored = await cases.store.evidenceOf(reportId);
    await cases.close();
    await postgres.stop();
    await expectReporterUnknown(stored?.evidence ?? new Uint8Array(), reportId, meeting);
  });
});

/** Name and value of a key, whatever its type. */
async function valueOf(redis: Redis, name: string): Promise<Buffer> {
  const read: Record<string, () => Promise<unknown>> = {
    string: () => redis.getBuffer(name),
    hash: () => redis.hgetallBuffer(name),
    set: () => redis.smembersBuffer(name),
    zset: () => redis.zrangeBuffer(name, 0, '-1'),
    list: () => redis.lrangeBuffer(name, 0, -1),
    stream: () => redis.xrangeBuffer(name, '-', '+'),
  };
  const type = await redis.type(name);
  const value = await read[type]?.();
  if (value === undefined) throw new Error(`${name} is a ${type}`);
  return Buffer.concat([Buffer.from(name), ...buffersIn(value)]);
}

function buffersIn(value: unknown): Buffer[] {
  if (Buffer.isBuffer(value)) return [value];
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, inner]) => [Buffer.from(key), ...buffersIn(inner)]);
  return [];
}

function keyIn(bytes: Buffer): DayKey {
  const key = decodeDayKey(0, bytes);
  if (key === undefined) throw new Error('no day key');
  return key;
}
