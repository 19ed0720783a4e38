import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rounded, roundedMedian } from './rounded.ts';

it('a count below five is never told, and none is told exactly but zero', () => {
  expect([0, 1, 4, 5, 7, 8, 1_003].map(rounded)).toEqual([0, '<5', '<5', 5, 5, 10, 1_005]);
});

it('one person more or less changes a count by one step or not at all', () => {
  fc.assert(
    fc.property(fc.integer({ min: 5, max: 100_000 }), (n) => {
      const [one, other] = [Number(rounded(n)), Number(rounded(n + 1))];
      expect([0, 5]).toContain(other - one);
      expect(Math.abs(one - n)).toBeLessThanOrEqual(2);
    }),
  );
});

it('a median is told of ten or more, to the minute', () => {
  expect(roundedMedian(90_000, 9)).toBeUndefined();
  expect(roundedMedian(90_000, 10)).toBe(2);
  expect(roundedMedian(undefined, 50)).toBeUndefined();
});
