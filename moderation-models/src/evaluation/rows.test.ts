import { expect, test } from 'vitest';

import { defaultPolicy } from '../decision/default-policy.ts';
import { textLabels, type TextLabel, type TextScores } from '../types.ts';
import { hidingLabels, wantedOf, type EvaluatedLine } from './line.ts';
import { calmRowsOf, marginOf, rowsOf, type ScreenedLine } from './rows.ts';
import { isHidden, screenLine } from './screening.ts';
import { groupRowsOf, suiteRowsOf, trickRowOf } from './suite.ts';
import { seededRandom } from './random.ts';

const hiding = hidingLabels(defaultPolicy);
const scores = (high: Partial<Record<TextLabel, number>>): TextScores => ({
  ...(Object.fromEntries(textLabels.map((label) => [label, 0.01])) as Record<TextLabel, number>),
  ...high,
});
const line = (
  text: string,
  labels: EvaluatedLine['labels'],
  given?: TextScores,
  more: Partial<EvaluatedLine> = {},
): ScreenedLine => ({
  text,
  labels,
  source: 'set',
  language: 'en',
  ...more,
  screened: screenLine(text, given, defaultPolicy),
});

test('what hides a line is read from the policy: swearing and self-harm do not', () => {
  expect(hiding).toEqual(['toxic', 'hate', 'threat', 'insult', 'sexual', 'spam']);
  expect(hidingLabels(defaultPolicy, 'strict')).toContain('obscene');
});

test('the labels say what should become of a line', () => {
  expect(wantedOf({ toxic: 1 }, hiding)).toBe('hide');
  expect(wantedOf({ toxic: 0, spam: 1 }, hiding)).toBe('hide');
  expect(wantedOf({ toxic: 0, obscene: 1 }, hiding)).toBe('pass');
  expect(wantedOf({ toxic: 0, self_harm: 1 }, hiding)).toBe('help');
  expect(wantedOf({ hate: 0 }, hiding)).toBeUndefined();
});

test('the margin is at or above 0 exactly where the model hides the line', () => {
  const { thresholds } = defaultPolicy;
  for (const label of textLabels)
    for (const score of [0.05, 0.3, 0.59, 0.6, 0.79, 0.8, 0.97, 1]) {
      const given = scores({ [label]: score });
      const hidden = isHidden(screenLine('hello', given, defaultPolicy), 'model');
      expect(marginOf(given, thresholds, hiding) >= 0).toBe(hidden);
    }
});

test('rows hold what the model tells of each label and what each mode hides', () => {
  const rows = rowsOf(
    [
      line('what a day', { toxic: 0 }, scores({})),
      line('a calm line', { toxic: 0 }, scores({ toxic: 0.9 })),
      line('you are awful', { toxic: 1 }, scores({ toxic: 0.9 })),
      line('I will kill you', { toxic: 1, threat: 1 }, scores({ toxic: 0.2 })),
    ],
    defaultPolicy.thresholds,
    hiding,
  );
  const row = (label: string) => rows.find((one) => one.label === label);
  expect(row('toxic')).toMatchObject({ lines: 4, harmful: 2, auc: { value: 0.625 } });
  expect(row('threat')).toMatchObject({ lines: 1, auc: undefined });
  expect(row('hidden by model')?.recall.standard).toMatchObject({ value: 0.5, of: 2 });
  expect(row('hidden by rules')?.recall.standard).toMatchObject({ value: 0.5, of: 2 });
  expect(row('hidden by both')?.recall.standard).toMatchObject({ value: 1, of: 2 });
  expect(row('hidden by both')?.falseAlarms.standard).toMatchObject({ value: 0.5, of: 2 });
});

test('without a model only the rules are measured', () => {
  const rows = rowsOf([line('hola', { toxic: 0 })], defaultPolicy.thresholds, hiding);
  expect(rows.map((row) => row.label)).toEqual(['hidden by rules']);
});

test('everyday rows tell apart what is hidden, what is warned of and where help is shown', () => {
  const rows = calmRowsOf('talk', [
    line('add me on snap', {}),
    line('I want to die', {}),
    line('I will kill you', {}),
    line('hello', {}),
  ]);
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({
    mode: 'rules',
    hidden: { standard: { value: 0.25 } },
    marked: { value: 0.5 },
    helped: { value: 0.25 },
  });
});

test('in a suite, talk of self-harm is right where help is shown and nothing is hidden', () => {
  const lines = [
    line('I want to die', { toxic: 0, self_harm: 1 }, undefined, { category: 'self_harm' }),
    line('I feel low', { toxic: 0, self_harm: 1 }, undefined, { category: 'self_harm' }),
    line('hello', { toxic: 0 }, undefined, { category: 'small_talk' }),
  ];
  const rows = suiteRowsOf(lines, hiding, ['rules']);
  const accuracy = Object.fromEntries(rows.map((row) => [row.part, row.accuracy.rules?.value]));
  expect(accuracy).toEqual({
    overall: 2 / 3,
    harmless: 1,
    harmful: 0.5,
    self_harm: 0.5,
    small_talk: 1,
  });
});

test('groups come with the worst first, each beside the mean of all', () => {
  const of = (group: string, toxic: number) =>
    line('they live here', { toxic: 0 }, scores({ toxic }), { group });
  const rows = groupRowsOf([of('a', 0.9), of('a', 0.1), of('b', 0.1), of('b', 0.1)], 'model', hiding);
  expect(rows).toMatchObject([
    { group: 'a', falseAlarms: { value: 0.5, of: 2 }, byMean: 2 },
    { group: 'b', falseAlarms: { value: 0, of: 2 }, byMean: 0 },
  ]);
});

test('recall under a trick is told beside the same lines as written', () => {
  const plain = [
    line('x', { toxic: 1 }, scores({ toxic: 0.9 })),
    line('y', { toxic: 1 }, scores({ toxic: 0.9 })),
  ];
  const tried = [line('x', { toxic: 1 }, scores({ toxic: 0.9 })), line('y', { toxic: 1 }, scores({}))];
  expect(trickRowOf('drop', 'model', plain, tried, seededRandom(1))).toMatchObject({
    recall: { value: 0.5 },
    byPlain: { value: 0.5 },
  });
});
