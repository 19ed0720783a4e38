import { describe, expect, it } from 'vitest';
import { connectionReportSchema, connectionTimeOf } from './connection-outcome.ts';

describe('the outcome of a connection', () => {
  it('tells of the time no more than its bound', () => {
    expect([0, 100, 101, 29_999, 90_000].map(connectionTimeOf)).toEqual([100, 100, 250, 30_000, 30_000]);
  });

  it('takes nothing that could name somebody', () => {
    const good = { outcome: 'direct', withinMs: 250 };
    expect(connectionReportSchema.safeParse(good).success).toBe(true);
    for (const bad of [
      { ...good, session: 'x' },
      { ...good, withinMs: 137 },
      { ...good, outcome: 'ann' },
    ])
      expect(connectionReportSchema.safeParse(bad).success).toBe(false);
  });
});
