import { describe, expect, it } from 'vitest';
import { isClean } from './history.ts';
import { runFaults } from './run.ts';

describe('the queue on Redis', () => {
  it(
    'loses and doubles nobody while workers, connections and Redis are broken',
    { timeout: 120_000 },
    async () => {
      const seed = 20_261_123;
      const faults = { killEveryMs: 1_500, cutEveryMs: 1_100, restartEveryMs: 2_500, drainMs: 9_000 };
      const { verdict } = await runFaults({ seed, tickets: 4_000, ...faults }, () => {});
      expect(verdict).toMatchObject({
        lost: 0,
        matchedTwice: 0,
        forbidden: 0,
        matchedAfterCancel: 0,
        oneSided: 0,
      });
      expect(isClean(verdict)).toBe(true);
      expect(verdict.matches).toBeGreaterThan(1_000);
    },
  );
});
