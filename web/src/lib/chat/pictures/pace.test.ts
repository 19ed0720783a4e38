import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunkGone, chunksTaken, leastWindow, mostWindow, newPace, type Pace } from './pace.ts';

/** Sends and confirms chunks one by one, each of which takes so long. */
function paced(tookMs: readonly number[]): Pace {
  let nowMs = 0;
  let pace = newPace;
  for (const [index, ms] of tookMs.entries()) {
    pace = chunkGone(pace, index, nowMs);
    nowMs += ms;
    pace = chunksTaken(pace, index + 1, nowMs);
  }
  return pace;
}

describe('the pace of a picture', () => {
  it('grows while chunks take no longer than the quickest one, however long that is', () => {
    expect(paced(Array<number>(8).fill(3)).window).toBe(mostWindow);
    expect(paced(Array<number>(8).fill(400)).window).toBe(mostWindow);
  });

  it('shrinks while chunks spend long in queues, and grows again when they don’t', () => {
    const quick = Array<number>(8).fill(20);
    const slow = Array<number>(18).fill(500);
    expect(paced([...quick, ...slow]).window).toBe(leastWindow);
    expect(paced([...quick, ...slow, ...quick]).window).toBe(mostWindow);
  });

  it('does not mind a chunk or two that are late for once', () => {
    const quick = Array<number>(8).fill(20);
    expect(paced([...quick, 500, 500, 20, 500, 500]).window).toBe(mostWindow);
  });

  it('holds where a message can just bear the queue', () => {
    const { window } = paced([20, 20]);
    expect(paced([20, 20, 55, 55, 55]).window).toBe(window);
  });

  it('times one chunk at a time, and takes no confirmation of others for its own', () => {
    const timed = chunkGone(chunkGone(newPace, 0, 0), 1, 5);
    expect(timed.probe).toEqual({ index: 0, atMs: 0 });
    expect(chunksTaken(timed, 0, 9)).toEqual(timed);
    expect(chunksTaken(timed, 2, 9).baseMs).toBe(9);
  });

  it('stays within its bounds, whatever the clock does', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -10_000, max: 10_000 })), (tookMs) => {
        const { window } = paced(tookMs);
        expect(window).toBeGreaterThanOrEqual(leastWindow);
        expect(window).toBeLessThanOrEqual(mostWindow);
      }),
    );
  });
});
