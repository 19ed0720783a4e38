import { describe, expect, it } from 'vitest';

import { textLabels, type TextLabel } from '../src/types.ts';
import { firesAt, raisedFor, type Scored } from './thresholds.ts';

const every = (value: number): Record<TextLabel, number> =>
  Object.fromEntries(textLabels.map((label) => [label, value])) as Record<TextLabel, number>;
const line = (scores: Partial<Record<TextLabel, number>>): Scored => ({
  text: '',
  source: 'suite:first_words',
  labels: {},
  weight: 1,
  scores: { ...every(0), ...scores },
});

describe('raisedFor', () => {
  const lines = [line({ sexual: 0.4 }), line({ sexual: 0.6 }), line({ threat: 0.7 }), line({})];

  it('leaves limits that keep the budget as they are', () => {
    const limits = every(0.5);
    expect(raisedFor(lines, limits, 0.5)).toBe(limits);
    expect(raisedFor([], limits, 0)).toBe(limits);
  });

  it('raises only what fires, no further than it takes', () => {
    const raised = raisedFor(lines, every(0.3), 0.25);
    expect(lines.filter(firesAt(raised))).toHaveLength(1);
    expect(raised).toEqual({ ...every(0.3), sexual: 0.401, threat: 0.701 });
  });

  it('ends where nothing may fire, also with scores that can get no higher', () => {
    const raised = raisedFor([...lines, line({ hate: 1 })], every(0.3), 0);
    expect(raised).toEqual({ ...every(0.3), sexual: 0.601, threat: 0.701, hate: 1.001 });
  });
});
