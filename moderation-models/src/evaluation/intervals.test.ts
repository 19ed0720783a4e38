import fc from 'fast-check';
import { expect, test } from 'vitest';

import { areaUnderRoc, midranks } from './figures.ts';
import { ratioInterval, rocInterval, wilson } from './intervals.ts';
import { seededRandom } from './random.ts';

test('a rate has the interval of Wilson (1927)', () => {
  const { low, high } = wilson(5, 100) ?? { low: NaN, high: NaN };
  expect(low).toBeCloseTo(0.02154, 4);
  expect(high).toBeCloseTo(0.11175, 4);
  expect(wilson(0, 20)).toMatchObject({ value: 0, low: 0 });
  expect(wilson(20, 20)).toMatchObject({ value: 1, high: 1 });
  expect(wilson(0, 0)).toBeUndefined();
});

test('equal values share their mean rank', () => {
  expect(midranks([3, 1, 3, 2])).toEqual([3.5, 1, 3.5, 2]);
});

const sample = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.constantFrom<0 | 1>(0, 1)), {
  minLength: 2,
  maxLength: 40,
});

test('the area is the share of pairs in the right order, ties counted half', () => {
  fc.assert(
    fc.property(sample, (rows) => {
      const pairs = rows.flatMap(([score, label]) =>
        label === 1
          ? rows
              .filter((row) => row[1] === 0)
              .map(([other]) => (score > other ? 1 : score === other ? 0.5 : 0))
          : [],
      );
      const mean = pairs.reduce<number>((sum, pair) => sum + pair, 0) / pairs.length;
      const area = areaUnderRoc(
        rows.map((row) => row[0]),
        rows.map((row) => row[1]),
      );
      if (pairs.length === 0) expect(area).toBeNaN();
      else expect(area).toBeCloseTo(mean, 10);
    }),
  );
});

/** DeLong's variance as it is defined, by all pairs. */
function varianceByPairs(harmful: readonly number[], harmless: readonly number[]): number {
  const order = (a: number, b: number) => (a > b ? 1 : a === b ? 0.5 : 0);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / (values.length - 1);
  const above = harmful.map((a) => mean(harmless.map((b) => order(a, b))));
  const below = harmless.map((b) => mean(harmful.map((a) => order(a, b))));
  return spread(above) / harmful.length + spread(below) / harmless.length;
}

test('the interval of the area has the variance that DeLong defines by pairs', () => {
  const random = seededRandom(3);
  const harmful = Array.from({ length: 60 }, () => Math.round((random() + 0.4) * 20));
  const harmless = Array.from({ length: 90 }, () => Math.round(random() * 20));
  const found = rocInterval(
    [...harmless, ...harmful],
    [...harmless.map((): 0 => 0), ...harmful.map((): 1 => 1)],
  );
  if (!found) throw new Error('both classes are there');
  const logit = (x: number) => Math.log(x / (1 - x));
  const half = (logit(found.high) - logit(found.low)) / 2;
  const error = (half / 1.959964) * found.value * (1 - found.value);
  expect(error ** 2).toBeCloseTo(varianceByPairs(harmful, harmless), 8);
});

test('an area without exceptions is not called certain', () => {
  const found = rocInterval([0.1, 0.2, 0.8, 0.9], [0, 0, 1, 1]);
  expect(found).toMatchObject({ value: 1, high: 1 });
  expect(found?.low).toBeLessThan(0.5);
  expect(rocInterval([1, 2], [1, 1])).toBeUndefined();
});

test('a ratio of recalls comes with the same interval from the same seed, around its value', () => {
  const pairs = Array.from({ length: 200 }, (_, at) => ({ changed: at % 4 !== 0, plain: at % 5 !== 0 }));
  const found = ratioInterval(pairs, seededRandom(1));
  expect(found).toEqual(ratioInterval(pairs, seededRandom(1)));
  expect(found?.value).toBeCloseTo(150 / 160, 10);
  expect(found?.low).toBeLessThan(found?.value ?? 0);
  expect(found?.high).toBeGreaterThan(found?.value ?? 1);
  expect(ratioInterval([{ changed: true, plain: false }], seededRandom(1))).toBeUndefined();
});
