import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safetyScore } from './score.ts';

describe('the safety score', () => {
  it('is the mean of its parts', () => {
    const score = safetyScore({ due: 10, kept: 9 }, { due: 10, kept: 6 }, { due: 4, kept: 3 });
    expect(score).toEqual({ score: 75, quick: 0.9, settled: 0.6, sound: 0.75 });
  });

  it('leaves out what there was nothing of', () => {
    const nothing = { due: 0, kept: 0 };
    expect(safetyScore(nothing, nothing, nothing)).toEqual({});
    expect(safetyScore({ due: 2, kept: 1 }, nothing, undefined)).toEqual({ score: 50, quick: 0.5 });
  });

  it('lies between 0 and 100, and never falls when one more keeps to its aim', () => {
    const kept = fc
      .tuple(fc.nat(1_000), fc.nat(1_000))
      .map(([a, b]) => ({ due: Math.max(a, b), kept: Math.min(a, b) }));
    fc.assert(
      fc.property(kept, kept, kept, (look, decision, sound) => {
        const { score } = safetyScore(look, decision, sound);
        if (score === undefined) return;
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
        if (look.kept === look.due) return;
        const better = safetyScore({ ...look, kept: look.kept + 1 }, decision, sound).score;
        expect(better).toBeGreaterThanOrEqual(score);
      }),
    );
  });
});
