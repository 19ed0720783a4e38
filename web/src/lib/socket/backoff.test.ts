import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffMs } from './backoff.ts';

const unit = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('backoffMs', () => {
  it('doubles its ceiling with each attempt', () => {
    expect([0, 1, 2, 3].map((attempt) => backoffMs(attempt, () => 0.5))).toEqual([250, 500, 1_000, 2_000]);
  });

  it('never waits longer than the cap nor less than nothing, however many attempts failed', () => {
    fc.assert(
      fc.property(fc.nat(), unit, (attempt, random) => {
        const waitMs = backoffMs(attempt, () => random);
        expect(waitMs).toBeGreaterThanOrEqual(0);
        expect(waitMs).toBeLessThan(20_000);
      }),
    );
  });

  it('spreads over the whole range: the lowest draw waits nothing', () => {
    expect(backoffMs(9, () => 0)).toBe(0);
  });
});
