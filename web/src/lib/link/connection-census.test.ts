import { describe, expect, it } from 'vitest';
import { ConnectionCensus, countsConnections } from './connection-census.ts';

/** Time passes by hand. */
function lab() {
  const due: (() => void)[] = [];
  let allocations = 0;
  const census = new ConnectionCensus({
    allocate: () => (allocations += 1),
    later: (_afterMs, run) => due.push(run),
  });
  return {
    add: (count: number) => {
      for (let i = 0; i < count; i += 1) census.add();
    },
    passTime: () => {
      for (let run = due.shift(); run !== undefined; run = due.shift()) run();
    },
    allocations: () => allocations,
  };
}

describe('ConnectionCensus', () => {
  it('leaves the collector alone while few were made', () => {
    const { add, passTime, allocations } = lab();
    add(99);
    passTime();
    expect(allocations()).toBe(0);
  });

  it('nudges three times for each hundred', () => {
    const { add, passTime, allocations } = lab();
    for (let hundreds = 1; hundreds <= 3; hundreds += 1) {
      add(100);
      passTime();
      expect(allocations()).toBe(3 * hundreds);
    }
  });

  it('nudges once at a time, however many are made meanwhile', () => {
    const { add, passTime, allocations } = lab();
    add(400);
    expect(allocations()).toBe(1);
    passTime();
    expect(allocations()).toBe(4);
  });
});

describe('countsConnections', () => {
  it('is true of Chromium alone', () => {
    expect(countsConnections({ userAgent: 'Chrome', userAgentData: {} })).toBe(true);
    expect(countsConnections({ userAgent: 'Firefox' })).toBe(false);
  });
});
