import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance } from './pace.ts';

describe('a pace', () => {
  it('admits a burst, then one for each interval', () => {
    const pace = { everyMs: 1_000, burst: 3 };
    let dueMs: number | undefined = 0;
    const admitted = [0, 0, 0, 0, 999, 1_000, 1_000, 2_000, 9_000, 9_000, 9_000, 9_000].map((nowMs) => {
      const next: number | undefined = advance(dueMs ?? 0, nowMs, pace);
      dueMs = next ?? dueMs;
      return next !== undefined;
    });
    expect(admitted).toEqual([true, true, true, false, false, true, false, true, true, true, true, false]);
  });

  it('never admits more in a stretch of time than a burst and one for each interval in it', () => {
    const gaps = fc.array(fc.nat(500), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(gaps, fc.integer({ min: 1, max: 10 }), (steps, burst) => {
        const pace = { everyMs: 100, burst };
        let [dueMs, nowMs] = [0, 0];
        const times: number[] = [];
        for (const gap of steps) {
          nowMs += gap;
          const next = advance(dueMs, nowMs, pace);
          if (next === undefined) continue;
          dueMs = next;
          times.push(nowMs);
        }
        for (const [from, startMs] of times.entries()) {
          for (const [count, endMs] of times.slice(from).entries()) {
            expect(count + 1).toBeLessThanOrEqual(burst + (endMs - startMs) / pace.everyMs);
          }
        }
      }),
    );
  });
});
