import { describe, expect, test } from 'vitest';

import { ruleRowsOf, tryRules } from '../src/evaluation/rule-suite.ts';
import { ruleSuite } from './sets.ts';

const tried = tryRules(ruleSuite());
const rows = ruleRowsOf(tried);
const rules = Object.keys(ruleSuite().rules);
/** Of lines that nobody looked at while the rules were written. */
const leastUnseen = 0.8;
const leastSeen = 0.95;

describe.each(rules)('%s', (rule) => {
  const row = rows.find((one) => one.part === rule);
  const missed = tried.filter((line) => line.rule === rule && !line.found).map((line) => line.text);

  test('fires on most of the lines that it should fire on', () => {
    expect(row?.seen?.value, missed.join('\n')).toBeGreaterThanOrEqual(leastSeen);
    expect(row?.unseen?.value, missed.join('\n')).toBeGreaterThanOrEqual(leastUnseen);
  });
});
