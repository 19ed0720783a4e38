import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodeCase, filedReportSchema, verifyCase } from '@sotto/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startServerProcess } from '../faults/server-process.ts';
import { fileReport } from './testing/file-report.ts';
import { meetAt } from './testing/meet.ts';

const exporter = fileURLToPath(new URL('export-case.ts', import.meta.url));
const auditor = fileURLToPath(new URL('verify-audit.ts', import.meta.url));
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sotto-export-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function exportCase(...args: string[]): Promise<{ code: number; printed: string }> {
  return run(exporter, { DATA_DIR: join(folder, 'data') }, ...args);
}

function run(
  program: string,
  variables: Record<string, string>,
  ...args: string[]
): Promise<{ code: number; printed: string }> {
  const env = { PATH: process.env['PATH'], ...variables };
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], { env }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), printed: out + err });
    });
  });
}

describe('the export of a case', { timeout: 240_000 }, () => {
  it.each([
    ['a data folder', {}],
    [
      'a PostgreSQL whose server kept its secrets in one',
      { DATABASE_URL: 'postgresql://sotto@127.0.0.1:1/none' },
    ],
  ])('says where %s is looked for in vain, and makes nothing there', async (_, variables) => {
    const nowhere = join(folder, 'nowhere');
    const { code, printed } = await run(exporter, { DATA_DIR: nowhere, ...variables }, 'A'.repeat(22));
    expect(code).toBe(1);
    expect(printed).toContain(nowhere);
    expect(existsSync(nowhere)).toBe(false);
  });

  it('can be verified without the server, and is for its owner alone', async () => {
    const server = await startServerProcess({ DATA_DIR: join(folder, 'data') });
    const { chat, token, leave } = await meetAt(server.url);
    await chat.say('answerer', 'something nasty');
    const answer = await fileReport(server.url, token, await chat.report('initiator'));
    const { reportId } = filedReportSchema.parse(await answer.json());
    leave();
    const file = join(folder, 'case.json');
    expect(await exportCase(reportId, file)).toMatchObject({
      code: 1,
      printed: expect.stringContaining('in use') as string,
    });
    await server.kill();

    expect(await exportCase(reportId, file)).toMatchObject({ code: 0 });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const read = decodeCase(readFileSync(file, 'utf8'));
    if (!read.ok) throw new Error(read.error.code);
    const verdict = await verifyCase(read.value);
    expect(verdict).toMatchObject({ ok: true, value: { reportId, lines: [{ status: 'confirmed' }] } });
    expect(await exportCase('unknown', join(folder, 'other.json'))).toMatchObject({ code: 1 });
  });
});

describe('the verification of the audit log', { timeout: 240_000 }, () => {
  it('does not call a log well that is not there', async () => {
    const nowhere = join(folder, 'nowhere');
    const { code, printed } = await run(auditor, { DATA_DIR: nowhere });
    expect(code).toBe(2);
    expect(printed).toContain(nowhere);
    expect(existsSync(nowhere)).toBe(false);
  });

  it('says that a log holds which a server has kept', async () => {
    const server = await startServerProcess({ DATA_DIR: join(folder, 'data') });
    await server.kill();
    const { code, printed } = await run(auditor, { DATA_DIR: join(folder, 'data') });
    expect(printed).toContain('The audit log holds');
    expect(code).toBe(0);
  });
});
