import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meanGuesses } from './cost.ts';
import { LoadMeter } from './load-meter.ts';

const rules = { guesses: 100, calmPerMinute: 300, calmPerPrefix: 10 };

describe('cost of a challenge', () => {
  it('is the base cost while the load is calm', () => {
    expect(meanGuesses(rules, { total: 300, sameKey: 10 })).toBe(100);
  });

  it('rises in proportion to the load of all, and of one prefix', () => {
    expect(meanGuesses(rules, { total: 600, sameKey: 1 })).toBe(200);
    expect(meanGuesses(rules, { total: 40, sameKey: 40 })).toBe(400);
    expect(meanGuesses(rules, { total: 600, sameKey: 40 })).toBe(800);
  });

  it('is dearer by a factor, within the same bound', () => {
    expect(meanGuesses(rules, { total: 1, sameKey: 1 }, 4)).toBe(400);
    expect(meanGuesses(rules, { total: 1e6, sameKey: 1e6 }, 4)).toBe(3_200);
  });

  it('never falls as the load rises, and stays within 32 times the base', () => {
    const load = fc.record({ total: fc.nat(1e6), sameKey: fc.nat(1e6) });
    fc.assert(
      fc.property(load, fc.nat(1e6), (at, more) => {
        const cost = meanGuesses(rules, at);
        expect(cost).toBeGreaterThanOrEqual(100);
        expect(cost).toBeLessThanOrEqual(3_200);
        expect(meanGuesses(rules, { total: at.total + more, sameKey: at.sameKey })).toBeGreaterThanOrEqual(
          cost,
        );
      }),
    );
  });
});

describe('load meter', () => {
  it('counts in all and by key', () => {
    const meter = new LoadMeter(() => 0);
    meter.count('a');
    meter.count('b');
    expect(meter.count('a')).toEqual({ total: 3, sameKey: 2 });
  });

  it('lets the minute before fade out', () => {
    let nowMs = 0;
    const meter = new LoadMeter(() => nowMs);
    for (let i = 0; i < 9; i += 1) meter.count('a');
    nowMs = 90_000;
    expect(meter.count('a')).toEqual({ total: 1 + 4.5, sameKey: 1 + 4.5 });
    nowMs = 120_000;
    expect(meter.count('b')).toEqual({ total: 2, sameKey: 1 });
    nowMs = 600_000;
    expect(meter.count('a')).toEqual({ total: 1, sameKey: 1 });
  });
});
