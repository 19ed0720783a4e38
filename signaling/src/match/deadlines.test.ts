import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Deadlines } from './deadlines.ts';

const item = (name: string) => ({ name, bucket: -1 });

describe('deadlines', () => {
  it('come due at their time or up to one tick later, once', () => {
    const deadlines = new Deadlines<ReturnType<typeof item>>(100);
    const a = item('a');
    deadlines.set(a, 1_250);
    expect(deadlines.due(1_250)).toEqual([]);
    expect(deadlines.due(1_300)).toEqual([a]);
    expect(deadlines.due(9_999)).toEqual([]);
  });

  it('can be moved and taken back', () => {
    const deadlines = new Deadlines<ReturnType<typeof item>>(100);
    const [a, b] = [item('a'), item('b')];
    deadlines.set(a, 1_000);
    deadlines.set(b, 1_000);
    deadlines.set(a, 2_000);
    deadlines.set(b, undefined);
    expect(deadlines.due(1_500)).toEqual([]);
    expect(deadlines.due(2_000)).toEqual([a]);
  });

  it('are all seen, also by a clock that jumps', () => {
    const jumps = fc.array(fc.nat(5_000), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(fc.array(fc.nat(20_000), { maxLength: 30 }), jumps, (times, gaps) => {
        const deadlines = new Deadlines<{ atMs: number; bucket: number }>(100);
        for (const atMs of times) deadlines.set({ atMs, bucket: -1 }, atMs);
        let nowMs = 0;
        let seen = 0;
        for (const gap of gaps) {
          nowMs += gap;
          for (const { atMs } of deadlines.due(nowMs)) {
            expect(atMs).toBeLessThanOrEqual(nowMs);
            seen += 1;
          }
        }
        expect(seen).toBe(times.filter((atMs) => Math.ceil(atMs / 100) <= Math.floor(nowMs / 100)).length);
      }),
    );
  });
});
