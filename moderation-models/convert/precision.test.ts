import { describe, expect, it } from 'vitest';

import { allowedFalseAlarms, thresholdFor } from './precision.ts';

describe('allowedFalseAlarms', () => {
  it('gives back the precision that it was asked for', () => {
    const target = { precision: 0.9, share: 0.1, recall: 0.8 };
    const flaggedRightly = target.share * target.recall;
    const flaggedWrongly = (1 - target.share) * allowedFalseAlarms(target);
    expect(flaggedRightly / (flaggedRightly + flaggedWrongly)).toBeCloseTo(0.9, 10);
  });
});

describe('thresholdFor', () => {
  const scores = [...Array.from({ length: 990 }, () => 0.1), ...Array.from({ length: 10 }, () => 0.705)];

  it('is the smallest that flags few enough, the uncertainty of the count included', () => {
    // 10 of 1,000 can be 1.8 %.
    expect(thresholdFor(scores, 0.019, 0.3)).toBe(0.3);
    expect(thresholdFor(scores, 0.018, 0.3)).toBe(0.71);
  });

  it('is not below the floor', () => {
    expect(thresholdFor(scores, 1, 0.5)).toBe(0.5);
  });

  it('is none where there are too few pictures to tell', () => {
    expect(thresholdFor([0, 0, 0], 0.01, 0.5)).toBeUndefined();
    expect(thresholdFor([], 0.01, 0.5)).toBeUndefined();
  });
});
