import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { linesOfSuite, partsOfSuite, testSuite, trainingSuite, writeSuite } from './suites.ts';

const textOf = ({ text }: { text: string }) => text.toLowerCase();
const { training, development } = partsOfSuite(trainingSuite);
const tested = linesOfSuite(testSuite);

test('the file of the test suite is what its words and templates generate', () => {
  const shipped = readFileSync(new URL('../test.jsonl', import.meta.url), 'utf8');
  expect(writeSuite(testSuite) === shipped).toBe(true);
  expect(tested.length).toBeGreaterThan(1_000);
});

test('no line of the test suite is one of the training suite', () => {
  const trained = new Set([...training, ...development].map(textOf));
  expect(tested.map(textOf).filter((text) => trained.has(text))).toEqual([]);
});

test('the two parts of the training suite have few lines in common', () => {
  const trained = new Set(training.map(textOf));
  const shared = development.filter((line) => trained.has(textOf(line)));
  expect(development.length).toBeGreaterThan(1_000);
  expect(shared.length).toBeLessThan(development.length / 20);
});
