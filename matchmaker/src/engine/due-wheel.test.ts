import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DueWheel, wheelHorizonMs } from './due-wheel.ts';

const slots = 8;
const resolutionMs = 16;

/** All slots that are due now. */
function popAll(wheel: DueWheel, nowMs: number): number[] {
  const popped: number[] = [];
  for (let slot = wheel.pop(nowMs); slot !== -1; slot = wheel.pop(nowMs)) popped.push(slot);
  return popped;
}

describe('the due wheel', () => {
  it('gives each slot back once, when it is due and at most 16 ms later', () => {
    const step = fc.record({
      passMs: fc.oneof(fc.nat(40), fc.nat(40_000)),
      slot: fc.nat(slots - 1),
      inMs: fc.nat(wheelHorizonMs - resolutionMs),
      remove: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.nat(1e9), fc.array(step), (startMs, steps) => {
        const wheel = new DueWheel(1);
        wheel.reserve(slots);
        const dueMs = new Map<number, number>();
        let nowMs = startMs;
        for (const { passMs, slot, inMs, remove } of steps) {
          if (remove) {
            wheel.remove(slot);
            dueMs.delete(slot);
          } else {
            wheel.schedule(slot, nowMs + inMs, nowMs);
            dueMs.set(slot, nowMs + inMs);
          }
          const earliestMs = dueMs.size === 0 ? undefined : Math.min(...dueMs.values());
          const nextMs = wheel.nextDueMs();
          if (earliestMs === undefined) expect(nextMs).toBeUndefined();
          else expect(nextMs).toBeLessThanOrEqual(earliestMs + 2 * resolutionMs);
          nowMs += passMs;
          for (const popped of popAll(wheel, nowMs)) {
            expect(dueMs.get(popped)).toBeLessThanOrEqual(nowMs);
            dueMs.delete(popped);
          }
          for (const atMs of dueMs.values()) expect(atMs + 2 * resolutionMs).toBeGreaterThan(nowMs);
        }
      }),
    );
  });

  it('brings what lies beyond its horizon forward to it', () => {
    const wheel = new DueWheel(1);
    wheel.schedule(0, 10 * wheelHorizonMs, 0);
    expect(wheel.nextDueMs()).toBe(wheelHorizonMs);
  });

  it('goes along with a clock that is set back', () => {
    const wheel = new DueWheel(2);
    const hourMs = 3_600_000;
    wheel.schedule(0, hourMs + 100, hourMs);
    wheel.schedule(1, 100, 0);
    expect(wheel.nextDueMs()).toBeLessThanOrEqual(112);
    expect(popAll(wheel, wheelHorizonMs + 100).sort()).toEqual([0, 1]);
  });
});
