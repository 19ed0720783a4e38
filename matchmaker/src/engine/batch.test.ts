import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choosePairs } from './batch.ts';
import { Edges } from './edges.ts';

const slots = 7;

/** The most that any pairing is worth, by trying them all. */
function optimum(worth: readonly (readonly number[])[], free: readonly number[]): number {
  const [first, ...rest] = free;
  if (first === undefined) return 0;
  let best = optimum(worth, rest);
  for (const other of rest) {
    const pair = worth[first]?.[other] ?? 0;
    if (pair > 0)
      best = Math.max(
        best,
        pair +
          optimum(
            worth,
            rest.filter((slot) => slot !== other),
          ),
      );
  }
  return best;
}

const worths = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 100 })), {
  minLength: slots * slots,
  maxLength: slots * slots,
});

describe('a batch', () => {
  it('pairs nobody twice, along permitted pairs only, for at least two thirds of the optimum', () => {
    fc.assert(
      fc.property(worths, (flat) => {
        const at = (a: number, b: number) => flat[Math.min(a, b) * slots + Math.max(a, b)] ?? 0;
        const edges = new Edges();
        for (let a = 0; a < slots; a += 1)
          for (let b = a + 1; b < slots; b += 1) if (at(a, b) > 0) edges.add(a, b, at(a, b));
        const pairs = choosePairs(edges, at);
        const ends = pairs.flatMap(({ a, b }) => [a, b]);
        expect(new Set(ends).size).toBe(ends.length);
        for (const { a, b, worth } of pairs) expect(worth).toBe(at(a, b));
        const total = pairs.reduce((sum, { worth }) => sum + worth, 0);
        const table = Array.from({ length: slots }, (_, a) =>
          Array.from({ length: slots }, (_, b) => at(a, b)),
        );
        const best = optimum(
          table,
          Array.from({ length: slots }, (_, slot) => slot),
        );
        expect(total).toBeGreaterThanOrEqual((best * 2) / 3);
      }),
      {
        numRuns: 500,
        examples: [
          [
            [
              0, 0, 0, 0, 0, 0, 1, 0, 1, 62, 1, 1, 0, 0, 1, 0, 0, 0, 92, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 1,
              1, 0, 0, 80, 0, 1, 0, 0, 0, 1, 0, 1, 1, 0, 1, 1, 1, 0,
            ],
          ],
        ],
      },
    );
  });

  it('gives up the best pair where two others are worth more', () => {
    const edges = new Edges();
    edges.add(0, 1, 6);
    edges.add(1, 2, 10);
    edges.add(2, 3, 6);
    const pairs = choosePairs(edges, () => 0);
    expect(pairs.map(({ a, b }) => [a, b].sort()).sort()).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });
});
