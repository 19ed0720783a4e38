import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemRandomBytes } from '@sotto/protocol';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startRedisServer, type TestRedisServer } from '../testing/redis-server.ts';
import { createDayKeyFiles } from './day-key-files.ts';
import { createDayKeyMemory } from './day-key-memory.ts';
import { createDayKeyRedis } from './day-key-redis.ts';
import { dayKeyLifeMs, dayMs, makeDayKey, type DayKey } from './day-key.ts';
import { createDayKeys } from './day-keys.ts';
import { describeDayKeyStore } from './day-keys.contract.ts';

let server: TestRedisServer;
let redis: Redis;
const folders: string[] = [];
const wrapping = new Uint8Array(32).fill(5);

beforeAll(async () => {
  server = await startRedisServer();
  redis = new Redis(server.url);
});
afterAll(async () => {
  redis.disconnect();
  await server.stop();
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-day-keys-'));
  folders.push(folder);
  return folder;
}

describeDayKeyStore('in memory', () => {
  const store = createDayKeyMemory();
  const contents = async () => Buffer.concat((await store.load()).map(({ key }) => key));
  return Promise.resolve({ reopen: () => store, contents });
});

describeDayKeyStore('in files', () => {
  const folder = newFolder();
  const contents = () =>
    Promise.resolve(Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name)))));
  return Promise.resolve({ reopen: () => createDayKeyFiles(folder), contents });
});

describeDayKeyStore('in Redis', async (clock) => {
  await redis.flushall();
  const reopen = () => createDayKeyRedis(redis, wrapping, clock);
  const contents = async () => Buffer.concat((await reopen().load()).map(({ key }) => key));
  return { reopen, contents };
});

describe('a day key whose store fails to erase it', () => {
  it('is gone from memory all the same, and erased from the store at the next try', async () => {
    let nowMs = 20_000 * dayMs;
    let isAway = true;
    const memory = createDayKeyMemory();
    const erase = (day: number) => (isAway ? Promise.reject(new Error('away')) : memory.erase(day));
    const ring = await createDayKeys({ ...memory, erase }, () => nowMs, systemRandomBytes);
    const { key, day } = ring.current();
    nowMs += dayKeyLifeMs;
    await expect(ring.refresh()).rejects.toThrow('away');
    expect(key.every((byte) => byte === 0)).toBe(true);
    // Today's key does not wait for it.
    expect(ring.current().day).toBe(day + 3);
    isAway = false;
    await ring.refresh();
    expect((await memory.load()).map((kept) => kept.day)).toEqual([day + 3]);
  });
});

describe('day keys whose store has forgotten everything', () => {
  const noon = 20_000 * dayMs + dayMs / 2;

  it('are put back by whoever still holds them, older days included, but none that has had its time', async () => {
    let nowMs = noon;
    const lost = createDayKeyMemory();
    let store = lost;
    const forgetful = {
      load: () => store.load(),
      keep: (key: DayKey) => store.keep(key),
      erase: (day: number) => store.erase(day),
    };
    const ring = await createDayKeys(forgetful, () => nowMs, systemRandomBytes);
    const first = ring.current().id;
    nowMs += dayMs;
    await ring.refresh();
    store = createDayKeyMemory();
    await ring.refresh();
    const late = await createDayKeys(store, () => nowMs, systemRandomBytes);
    expect((await late.find(first))?.id.equals(first)).toBe(true);
    expect(late.current().id.equals(ring.current().id)).toBe(true);

    nowMs += dayKeyLifeMs - dayMs;
    store = createDayKeyMemory();
    await ring.refresh();
    expect((await store.load()).some(({ id }) => id.equals(first))).toBe(false);
  });

  it('open all the same where two nodes made one each, and from then on both seal with the same', async () => {
    const clock = () => noon;
    let shared = createDayKeyMemory();
    const forgetful = {
      load: () => shared.load(),
      keep: (key: DayKey) => shared.keep(key),
      erase: (day: number) => shared.erase(day),
    };
    const here = await createDayKeys(forgetful, clock, systemRandomBytes);
    const { id } = here.current();
    shared = createDayKeyMemory();
    const there = await createDayKeys(forgetful, clock, systemRandomBytes);
    expect(there.current().id.equals(id)).toBe(false);
    await here.refresh();
    expect(here.current().id.equals(there.current().id)).toBe(true);
    expect((await here.find(id))?.key.some((byte) => byte !== 0)).toBe(true);
  });
});

describe('day keys in files', () => {
  it('are readable for nobody else', async () => {
    const folder = newFolder();
    await createDayKeyFiles(folder).keep(makeDayKey(20_000 * dayMs, (length) => new Uint8Array(length)));
    expect(readdirSync(folder)).toEqual(['20000.key']);
    expect(statSync(join(folder, '20000.key')).mode & 0o777).toBe(0o600);
  });
});

describe('day keys in Redis', () => {
  it('do not stand there in the clear, and open under the same secret only', async () => {
    await redis.flushall();
    const store = createDayKeyRedis(redis, wrapping, Date.now);
    const { day, key } = await store.keep(makeDayKey(Date.now(), (length) => new Uint8Array(length).fill(7)));
    const bytes = await redis.getBuffer(`sotto:day-key:${day}`);
    expect(bytes?.includes(key)).toBe(false);
    const other = createDayKeyRedis(redis, new Uint8Array(32).fill(6), Date.now);
    expect(await other.load()).toEqual([]);
    await expect(other.keep(makeDayKey(Date.now(), (length) => new Uint8Array(length)))).rejects.toThrow(
      'EVIDENCE_SECRET',
    );
  });

  it('go in time without any node', async () => {
    await redis.flushall();
    const store = createDayKeyRedis(redis, wrapping, Date.now);
    const { day } = await store.keep(makeDayKey(Date.now(), (length) => new Uint8Array(length)));
    const leftMs = await redis.pttl(`sotto:day-key:${day}`);
    expect(leftMs).toBeGreaterThan(3 * dayMs - 60_000);
    expect(leftMs).toBeLessThanOrEqual(3 * dayMs);
  });
});
