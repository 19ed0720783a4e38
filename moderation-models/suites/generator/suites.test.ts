import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { suites, writeSuite } from './suites.ts';

test.each(suites.map((suite) => suite.file))('%s is what its words and templates generate', (file) => {
  const suite = suites.find((one) => one.file === file);
  const shipped = readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
  expect(suite && writeSuite(suite) === shipped).toBe(true);
});
