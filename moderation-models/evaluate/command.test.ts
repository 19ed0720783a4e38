import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { readArguments } from './arguments.ts';
import { dataLines, extraLines } from './sets.ts';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sotto-evaluate-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function evaluate(...args: string[]) {
  const env = { ...process.env };
  delete env['MODERATION_DATA'];
  return spawnSync(process.execPath, [main, ...args], { encoding: 'utf8', env });
}

test('without data it measures what lies in the project, and a table that is given', () => {
  const [table, list] = [join(folder, 'mine.csv'), join(folder, 'wrong.jsonl')];
  writeFileSync(table, 'text,label\nyou fucking idiot,1\nhave a nice day,0\ngarden gate,1\n');
  const { status, stdout, stderr } = evaluate('--extra', table, '--list', list);
  expect(stderr).toContain('measuring what lies in the project only');
  expect(status).toBe(0);
  expect(stdout).toMatch(/\| suites\/test +\| en +\| hate +\| 1366/);
  expect(stdout).toMatch(/\| mine\.csv +\| en +\| toxic +\| 3 +\| 2 +\|/);
  expect(stdout).toMatch(/\| model \| spacing/);
  expect(readFileSync(list, 'utf8')).toContain('"text":"garden gate"');
}, 300_000);

test("a table that can't be read ends it with the file, the line and the reason", () => {
  const table = join(folder, 'bad.csv');
  writeFileSync(table, 'text,label\nfine,0\nfine,perhaps\n');
  const { status, stderr } = evaluate('--extra', table);
  expect(status).toBe(1);
  expect(stderr).toBe(`${table}, line 3: the label "perhaps" is not known\n`);
}, 60_000);

test('files and folders that are not there, or hold nothing, are named', () => {
  const missing = join(folder, 'none');
  expect(extraLines(missing, 'en')).toEqual({ ok: false, message: `${missing} is not there` });
  expect(dataLines(missing)).toEqual({ ok: false, message: `the data folder ${missing} is not there` });
  const empty = mkdtempSync(join(folder, 'empty-'));
  expect(dataLines(empty)).toMatchObject({
    ok: false,
    message: expect.stringContaining('no LANGUAGE-test.jsonl.gz') as string,
  });
});

test('the data folder comes from the arguments, else from the environment', () => {
  const environment = { MODERATION_DATA: '/from/environment' };
  expect(readArguments(['--data', '/given'], environment)).toMatchObject({ arguments: { data: '/given' } });
  expect(readArguments([], environment)).toMatchObject({ arguments: { data: '/from/environment' } });
  expect(readArguments([], {})).toMatchObject({ arguments: { data: undefined, extra: [], language: 'en' } });
  expect(readArguments(['--extras', 'x'], {})).toMatchObject({
    ok: false,
    message: expect.stringContaining('--extras') as string,
  });
});
