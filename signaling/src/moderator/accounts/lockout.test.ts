import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freeTries, tryNow, type Tries } from './lockout.ts';

/** Tries as often as it may from `fromMs` on, at the earliest moment each time. */
function tryEagerly(times: number, fromMs = 0): number[] {
  const waits: number[] = [];
  let tries: Tries | undefined;
  let nowMs = fromMs;
  while (waits.length < times) {
    const verdict = tryNow(tries, nowMs);
    const waitMs = verdict.allowed ? 0 : verdict.waitMs;
    nowMs += waitMs;
    const later = tryNow(tries, nowMs);
    if (!later.allowed) throw new Error('not allowed at the time that was told');
    tries = later.tries;
    waits.push(waitMs);
  }
  return waits;
}

describe('tries to sign in', () => {
  it('wait for nothing at first, then twice as long each time, up to a quarter of an hour', () => {
    const seconds = tryEagerly(13, 1e12).map((ms) => ms / 1_000);
    expect(seconds).toEqual([0, 0, 0, 0, 0, 15, 30, 60, 120, 240, 480, 900, 900]);
  });

  it('are fewer than 110 on one day, however they are timed', () => {
    const gap = fc.integer({ min: 0, max: 20 * 60_000 });
    fc.assert(
      fc.property(fc.array(gap, { maxLength: 300 }), (gaps) => {
        let tries: Tries | undefined;
        let nowMs = 1e12;
        const allowedAt: number[] = [];
        for (const gapMs of gaps) {
          nowMs += gapMs;
          const verdict = tryNow(tries, nowMs);
          if (!verdict.allowed) continue;
          tries = verdict.tries;
          allowedAt.push(nowMs);
        }
        const day = 24 * 60 * 60_000;
        for (const from of allowedAt) {
          expect(allowedAt.filter((at) => at >= from && at < from + day).length).toBeLessThan(110);
        }
      }),
    );
  });

  it('that come too early make nobody wait longer', () => {
    const tries = { failures: freeTries, lastAtMs: 1_000 };
    expect(tryNow(tries, 2_000)).toEqual({ allowed: false, waitMs: 14_000 });
    expect(tryNow(tries, 15_999)).toEqual({ allowed: false, waitMs: 1 });
    expect(tryNow(tries, 16_000)).toMatchObject({ allowed: true });
  });

  it('are forgotten after a day without any', () => {
    const tries = { failures: 50, lastAtMs: 0 };
    expect(tryNow(tries, 24 * 60 * 60_000)).toEqual({
      allowed: true,
      tries: { failures: 1, lastAtMs: 24 * 60 * 60_000 },
    });
  });

  it('wait no longer than the delay where the clock was set back', () => {
    expect(tryNow({ failures: freeTries, lastAtMs: 1e12 }, 0)).toEqual({ allowed: false, waitMs: 15_000 });
  });
});
