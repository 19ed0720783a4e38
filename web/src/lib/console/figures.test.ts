import type { Analytics } from '@sotto/protocol';
import { expect, it } from 'vitest';
import { everyDay, hours, lastDays } from './figures.ts';

it('the last days end today', () => {
  expect(lastDays(7, Date.UTC(2026, 10, 3, 23))).toEqual({ from: '2026-10-28', to: '2026-11-03' });
  expect(lastDays(1, Date.UTC(2026, 10, 3))).toEqual({ from: '2026-11-03', to: '2026-11-03' });
});

it('a day on which nothing happened is drawn too', () => {
  const busy = { day: '2026-11-02', received: 3, decided: 1, settled: 2 };
  const figures: Analytics = {
    period: { from: '2026-11-01', to: '2026-11-03' },
    totals: { received: 3, decided: 1 },
    days: [busy],
    reasons: [],
    actions: [],
    moderators: [],
    safety: {},
  };
  const none = { received: 0, decided: 0, settled: 0 };
  expect(everyDay(figures)).toEqual([{ day: '2026-11-01', ...none }, busy, { day: '2026-11-03', ...none }]);
});

it('times stand on the axis in hours', () => {
  expect([hours(5_400_000), hours(undefined)]).toEqual([1.5, null]);
});
