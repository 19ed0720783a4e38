import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { suites, writeSuite } from './suites.ts';

const linesOf = (file: string) =>
  readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');

test.each(suites.map((suite) => suite.file))('%s is what its words and templates generate', (file) => {
  const suite = suites.find((one) => one.file === file);
  const shipped = readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
  expect(suite && writeSuite(suite) === shipped).toBe(true);
});

test('no line of the test suite is one of the training suite', () => {
  const text = (line: string) => (JSON.parse(line) as { text: string }).text.toLowerCase();
  const trained = new Set(linesOf('training.jsonl').map(text));
  expect(linesOf('test.jsonl').filter((line) => trained.has(text(line)))).toEqual([]);
  expect(linesOf('test.jsonl').length).toBeGreaterThan(1_000);
});
