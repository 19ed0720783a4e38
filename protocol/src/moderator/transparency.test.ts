import { expect, it } from 'vitest';
import { mostQuarters, periodOfQuarter, quartersBefore } from './transparency.ts';

it('quarters that can be asked for are over', () => {
  expect(quartersBefore(Date.UTC(2026, 10, 30)).slice(0, 4)).toEqual([
    '2026-Q3',
    '2026-Q2',
    '2026-Q1',
    '2025-Q4',
  ]);
  expect(quartersBefore(Date.UTC(2027, 0, 1))[0]).toBe('2026-Q4');
  expect(quartersBefore(Date.UTC(2026, 11, 31, 23, 59))).toHaveLength(mostQuarters);
});

it('a quarter has its own days, and no other', () => {
  expect(periodOfQuarter('2026-Q1')).toEqual({ from: '2026-01-01', to: '2026-03-31' });
  expect(periodOfQuarter('2026-Q3')).toEqual({ from: '2026-07-01', to: '2026-09-30' });
  expect(periodOfQuarter('2026-Q4')).toEqual({ from: '2026-10-01', to: '2026-12-31' });
});
