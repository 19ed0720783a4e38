import { afterEach, describe, expect, it, vi } from 'vitest';
import { createHealth } from './health.ts';

afterEach(() => void vi.useRealTimers());

describe('the health of a database', () => {
  it('is asked at most once a second, however often somebody wants to know', async () => {
    let nowMs = 0;
    const ask = vi.fn(() => Promise.resolve());
    const health = createHealth(ask, () => nowMs);
    expect(await Promise.all([health(), health(), health()])).toEqual([true, true, true]);
    nowMs = 999;
    await health();
    expect(ask).toHaveBeenCalledTimes(1);
    nowMs = 1_000;
    await health();
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('is bad while it refuses, and good again afterwards', async () => {
    let nowMs = 0;
    let there = false;
    const health = createHealth(
      () => (there ? Promise.resolve() : Promise.reject(new Error('away'))),
      () => nowMs,
    );
    expect(await health()).toBe(false);
    there = true;
    nowMs = 1_000;
    expect(await health()).toBe(true);
  });

  it('is bad where no answer comes', async () => {
    vi.useFakeTimers();
    const health = createHealth(() => new Promise(() => undefined));
    const answer = health();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await answer).toBe(false);
  });
});
