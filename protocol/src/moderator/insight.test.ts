import { expect, it } from 'vitest';
import { boundsOfPeriod, periodSchema } from './insight.ts';

it('a period has both its days, and ends where the next day begins', () => {
  expect(boundsOfPeriod({ from: '2026-11-01', to: '2026-11-01' })).toEqual({
    fromMs: Date.UTC(2026, 10, 1),
    endMs: Date.UTC(2026, 10, 2),
  });
});

it.each([
  ['ends before it begins', '2026-11-02', '2026-11-01'],
  ['is too long', '2020-01-01', '2026-01-01'],
  ['has a day that there is not', '2026-13-01', '2026-13-02'],
  ['has the 31st of February', '2026-02-31', '2026-03-01'],
  ['is no day at all', 'yesterday', 'today'],
])('a period that %s is refused', (_, from, to) => {
  expect(periodSchema.safeParse({ from, to }).success).toBe(false);
});
