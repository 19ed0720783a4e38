import { describe, expect, it } from 'vitest';
import { RecentWaits } from './recent-waits.ts';

describe('recent waits', () => {
  it('say nothing until some people were matched, then the median', () => {
    const waits = new RecentWaits();
    for (const waitedMs of [10, 20, 30, 40, 50, 60, 70]) waits.add(waitedMs);
    expect(waits.medianMs()).toBeUndefined();
    waits.add(100_000);
    expect(waits.medianMs()).toBe(50);
  });

  it('forget old ones', () => {
    const waits = new RecentWaits();
    for (let i = 0; i < 64; i += 1) waits.add(9_000);
    for (let i = 0; i < 64; i += 1) waits.add(500);
    expect(waits.medianMs()).toBe(500);
  });
});
