import { describe, expect, test } from 'vitest';

import { defaultPolicy } from '../src/decision/default-policy.ts';
import { screenLine } from '../src/evaluation/screening.ts';
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

test('who speaks of self-harm is shown help and never hidden, warned of or reported', () => {
  const pleas = tried.filter((line) => line.rule === 'self_harm' && line.found);
  expect(pleas.length).toBeGreaterThan(0);
  for (const { text } of pleas) {
    const { verdicts, writer } = screenLine(text, undefined, defaultPolicy);
    expect([text, writer.rules.offersHelp]).toEqual([text, true]);
    expect([text, verdicts.rules.standard.action]).toEqual([text, 'allow']);
  }
});
