import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { apiPath, decodeCase, receiptsPath, verifyCase, type Identity } from '@sotto/protocol';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Config } from '../config/config.ts';
import { consoleAt, type ConsoleClient } from '../testing/console-client.ts';
import { fileReport } from '../testing/file-report.ts';
import { meetAt } from '../testing/meet.ts';
import { startPostgres, type TestPostgres } from '../testing/postgres-server.ts';
import { registration } from '../testing/test-identity.ts';
import { startTestServer, testConfig, type TestServer } from '../testing/test-server.ts';

const scripts = fileURLToPath(new URL('../../../deploy/backup', import.meta.url));
const reports = 5;

let postgres: TestPostgres;
let folder: string;
let config: Config;

beforeAll(async () => {
  postgres = await startPostgres();
  folder = mkdtempSync(join(tmpdir(), 'sotto-restore-'));
  config = { ...testConfig(), database: { url: postgres.url, maxConnections: 3 } };
}, 60_000);
afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true });
});

/** Runs a script of `deploy/backup` as an operator does. */
function script(name: string, ...args: readonly string[]) {
  const env = { PATH: process.env['PATH'], DATABASE_URL: postgres.url, BACKUP_FOLDER: folder };
  return spawnSync('sh', [join(scripts, name), ...args], { env, encoding: 'utf8' });
}

async function sql(text: string): Promise<readonly unknown[]> {
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(text);
  await client.end();
  return rows;
}

interface Filed {
  readonly id: string;
  readonly receipt: string;
  readonly accused: Identity;
}

async function reportAt({ url }: TestServer, text: string): Promise<Filed> {
  const meeting = await meetAt(url);
  await meeting.chat.say('answerer', text);
  const answer = await fileReport(url, meeting.token, await meeting.chat.report('initiator'));
  const { reportId, receipt } = (await answer.json()) as { reportId: string; receipt: string };
  meeting.leave();
  return { id: reportId, receipt, accused: meeting.identities.answerer };
}

async function banAt(ada: ConsoleClient, id: string): Promise<void> {
  await ada.call('POST', `/cases/${id}/claim`);
  const body = {
    action: 'ban',
    guideline: 'respect',
    statement: 'You went on when asked to stop.',
    hours: 24,
  };
  expect((await ada.call('POST', `/cases/${id}/decide`, { body })).status).toBe(200);
}

async function registers({ url }: TestServer, identity: Identity): Promise<number> {
  const answer = await fetch(`${url}${apiPath}/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(await registration(url, { identity })),
  });
  return answer.status;
}

describe('a backup', { timeout: 120_000 }, () => {
  it('brings every report, ban and account back after all was lost, and evidence opens', async () => {
    const before = await startTestServer({ config });
    const ada = consoleAt(before.url);
    await ada.join((await before.inviteFirst()) ?? '', 'Ada');
    const filed: Filed[] = [];
    for (let i = 0; i < reports; i += 1) filed.push(await reportAt(before, `nasty words, number ${i}`));
    const [first, ...others] = filed;
    if (first === undefined) throw new Error('nothing was filed');
    await banAt(ada, first.id);
    const backedUp = script('backup.sh');
    expect(backedUp.status, backedUp.stderr).toBe(0);
    await before.stop();
    const [file = ''] = readdirSync(folder);
    expect(file).toMatch(/^sotto-\d{8}T\d{6}Z\.dump$/);

    await sql('DROP SCHEMA public CASCADE; DROP SCHEMA drizzle CASCADE; CREATE SCHEMA public');
    const restored = script('restore.sh', join(folder, file));
    expect(restored.status, restored.stderr).toBe(0);
    expect(restored.stdout).toContain(`${reports} reports, 1 bans`);

    const after = await startTestServer({ config });
    expect(await registers(after, first.accused)).toBe(403);
    expect(await registers(after, others[0]?.accused ?? first.accused)).toBe(201);
    for (const { receipt } of filed) {
      const looked = await fetch(`${after.url}${apiPath}${receiptsPath}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ receipt }),
      });
      expect(await looked.json()).toMatchObject({
        state: receipt === first.receipt ? 'decided' : 'received',
      });
    }
    const again = consoleAt(after.url);
    const cookie = ada.cookie() ?? '';
    for (const { id } of others) {
      expect((await again.call('POST', `/cases/${id}/claim`, { headers: { cookie } })).status).toBe(200);
      const answer = await again.call('GET', `/cases/${id}/evidence`, { headers: { cookie } });
      const exported = decodeCase(await answer.text());
      if (!exported.ok) throw new Error(exported.error.code);
      expect(await verifyCase(exported.value)).toMatchObject({ ok: true });
    }
    const verdict = await (await again.call('POST', '/audit/verify', { headers: { cookie } })).json();
    expect(verdict).not.toHaveProperty('fault');
    await after.stop();
  });

  it('is never put over something by mistake, nor anything lost for one that is broken', async () => {
    const [file = ''] = readdirSync(folder);
    const kept = join(folder, file);
    const refused = script('restore.sh', kept);
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain('--wipe');
    const stillThere = () => {
      expect(script('restore.sh', kept).stderr).toContain('not empty');
      return sql('SELECT count(*)::int AS n FROM reports');
    };
    expect(await stillThere()).toEqual([{ n: reports }]);

    const half = join(folder, 'half');
    writeFileSync(half, readFileSync(kept).subarray(0, statSync(kept).size / 2));
    expect(script('restore.sh', '--wipe', half).status).not.toBe(0);
    expect(await stillThere()).toEqual([{ n: reports }]);

    // Whole as a file, but with no tables to put its rows into: it fails after everything was dropped.
    const rows = join(folder, 'rows');
    execFileSync('pg_dump', ['--format=custom', '--data-only', `--file=${rows}`, postgres.url]);
    const failed = script('restore.sh', '--wipe', rows);
    expect(failed.status).toBe(1);
    expect(failed.stderr).toContain('does not exist');
    expect(failed.stderr).toContain('what it held before');
    expect(await stillThere()).toEqual([{ n: reports }]);

    expect(script('restore.sh', '--wipe', kept).stdout).toContain(`${reports} reports, 1 bans`);
  });

  it('goes when its days are over, to the minute, and takes with it what a broken one left', () => {
    const [kept = ''] = readdirSync(folder).filter((file) => file.endsWith('.dump'));
    const dayMs = 24 * 3_600_000;
    const minuteMs = 60_000;
    const aged = {
      'sotto-over.dump': 14 * dayMs + 2 * minuteMs,
      'sotto-not-yet.dump': 14 * dayMs - 2 * minuteMs,
    };
    for (const [file, ageMs] of Object.entries(aged)) {
      writeFileSync(join(folder, file), '');
      utimesSync(join(folder, file), new Date(), new Date(Date.now() - ageMs));
    }
    writeFileSync(join(folder, 'sotto-20261130T061700Z.dump.part'), 'half');
    const done = script('backup.sh');
    expect(done.status, done.stderr).toBe(0);
    const [made = ''] = /sotto-\w+\.dump/.exec(done.stdout) ?? [];
    expect(
      readdirSync(folder)
        .filter((file) => file.startsWith('sotto-'))
        .sort(),
    ).toEqual([kept, made, 'sotto-not-yet.dump'].sort());
    for (const file of [made, 'sotto-not-yet.dump']) rmSync(join(folder, file));
  });

  it('tells whether there is a fresh one, and leaves nothing half done where the database is away', () => {
    expect(script('backup.sh', '--fresh', '3600').status).toBe(0);
    expect(script('backup.sh', '--fresh', '0').status).toBe(1);
    const files = readdirSync(folder);
    const env = {
      PATH: process.env['PATH'],
      DATABASE_URL: 'postgresql://a:b@127.0.0.1:1/x',
      BACKUP_FOLDER: folder,
    };
    expect(spawnSync('sh', [join(scripts, 'backup.sh')], { env }).status).not.toBe(0);
    expect(readdirSync(folder)).toEqual(files);
  });

  it('gives the password of the database to no command line', () => {
    const read = (url: string) =>
      spawnSync('sh', ['-c', `. ${join(scripts, 'lib.sh')}; echo "$database $PGPASSWORD"`], {
        env: { PATH: process.env['PATH'], DATABASE_URL: url },
        encoding: 'utf8',
      });
    const passwords = { s3cret: 's3cret', 'a%2Fb%25c%40%C3%A9': 'a/b%c@é', 'a?b': 'a?b' };
    for (const [written, meant] of Object.entries(passwords))
      expect(read(`postgresql://sotto:${written}@postgres:5432/sotto`).stdout).toBe(
        `postgresql://sotto@postgres:5432/sotto ${meant}\n`,
      );
    expect(read('postgresql://sotto@localhost/sotto?host=%2Frun').status).toBe(0);
    for (const url of [
      'postgresql://sotto:pass/word@postgres/sotto',
      'postgresql://sotto:pass@word@postgres/sotto',
      'postgresql://sotto:word%@postgres/sotto',
      'postgresql://sotto@postgres/sotto?password=word',
      'host=postgres password=word',
    ]) {
      const { status, stdout, stderr } = read(url);
      expect([status, stdout], url).toEqual([1, '']);
      expect(stderr).toContain('DATABASE_URL');
      expect(stderr).not.toContain('word@');
    }
  });
});
