import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultMatchingConfig } from './config.ts';
import { Threshold } from './threshold.ts';

const { thresholdPeak, halfLifeMs } = defaultMatchingConfig;

function afterArrivals(perSecond: number, seconds: number): Threshold {
  const threshold = new Threshold(defaultMatchingConfig);
  for (let i = 0; i < perSecond * seconds; i += 1) threshold.noteArrival((i * 1_000) / perSecond);
  return threshold;
}

describe('the threshold', () => {
  it('asks for less in a quiet pool than any permitted pair is worth', () => {
    expect(afterArrivals(2, 1).at(0)).toBeLessThan(defaultMatchingConfig.weights.base);
  });

  it('starts near its peak in a busy pool and falls by half with each half-life', () => {
    const busy = afterArrivals(200, 60);
    expect(busy.at(0)).toBeGreaterThan(0.95 * thresholdPeak);
    expect(busy.at(0)).toBeLessThan(thresholdPeak);
    expect(busy.at(halfLifeMs)).toBeCloseTo(busy.at(0) / 2, 10);
    expect(busy.at(3 * halfLifeMs)).toBeCloseTo(busy.at(0) / 8, 10);
    expect(busy.at(1_000 * halfLifeMs)).toBe(0);
  });

  it('comes down when the arrivals cease', () => {
    const threshold = afterArrivals(200, 60);
    threshold.follow(60_000 + 120_000);
    expect(threshold.at(0)).toBeLessThan(0.01);
  });

  it('tells the wait at which a pair is taken', () => {
    const busy = afterArrivals(200, 60);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1.2, noNaN: true }), (worth) => {
        const waitMs = busy.waitFor(worth);
        expect(busy.at(waitMs)).toBeLessThanOrEqual(worth);
        if (waitMs > 0 && worth > 1e-4) expect(busy.at(waitMs - halfLifeMs / 16)).toBeGreaterThan(worth);
      }),
    );
  });
});
