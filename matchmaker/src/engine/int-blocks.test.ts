import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IntBlocks, leastBlock } from './int-blocks.ts';

describe('blocks of numbers', () => {
  it('never overlap, and keep what is in them while others come and go', () => {
    const step = fc.record({ exponent: fc.nat(5), free: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const blocks = new IntBlocks();
        const taken: { start: number; size: number; mark: number }[] = [];
        for (const [mark, { exponent, free }] of steps.entries()) {
          const given = free ? taken.shift() : undefined;
          if (given !== undefined) blocks.free(given.start, given.size);
          const size = leastBlock << exponent;
          const start = blocks.take(size);
          blocks.ints.fill(mark, start, start + size);
          taken.push({ start, size, mark });
          for (const block of taken) {
            const held = blocks.ints.subarray(block.start, block.start + block.size);
            expect(held.length).toBe(block.size);
            expect(held.every((int) => int === block.mark)).toBe(true);
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  it('are given out again', () => {
    const blocks = new IntBlocks();
    const size = 1_024;
    for (let i = 0; i < 1_000; i += 1) blocks.free(blocks.take(size), size);
    expect(blocks.ints.length).toBeLessThanOrEqual(4 * size);
  });
});
