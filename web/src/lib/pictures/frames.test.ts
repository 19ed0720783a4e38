import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { framesToLookAt } from './frames.ts';

describe('framesToLookAt', () => {
  it('takes all of a few frames', () => {
    expect(framesToLookAt(1)).toEqual([0]);
    expect(framesToLookAt(8)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('takes first, middle and last of many, in order, eight at the most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 9, max: 5_000 }), (count) => {
        const looks = framesToLookAt(count);
        expect(looks.length).toBeLessThanOrEqual(8);
        expect(looks).toEqual([...new Set(looks)].sort((a, b) => a - b));
        expect(looks[0]).toBe(0);
        expect(looks).toContain(Math.floor((count - 1) / 2));
        expect(looks.at(-1)).toBe(count - 1);
      }),
    );
  });
});
