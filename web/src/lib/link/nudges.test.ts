import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { nudgeAtMs, Nudges } from './nudges.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('nudges', () => {
  it('come at their times after a change, then no more', () => {
    const nudge = vi.fn();
    new Nudges(nudge).start();
    for (const [n, atMs] of nudgeAtMs.entries()) {
      vi.advanceTimersByTime(atMs - (nudgeAtMs[n - 1] ?? 0));
      expect(nudge).toHaveBeenCalledTimes(n + 1);
    }
    vi.advanceTimersByTime(60_000);
    expect(nudge).toHaveBeenCalledTimes(nudgeAtMs.length);
  });

  it('begin anew with the next change, and end when they are stopped', () => {
    const nudge = vi.fn();
    const nudges = new Nudges(nudge);
    nudges.start();
    vi.advanceTimersByTime(60);
    nudge.mockClear();
    nudges.start();
    vi.advanceTimersByTime(60);
    expect(nudge).toHaveBeenCalledTimes(2);
    nudges.stop();
    vi.advanceTimersByTime(60_000);
    expect(nudge).toHaveBeenCalledTimes(2);
  });
});
