import { fuzz } from '@sotto/protocol/fuzzing';
import { describe, expect, it } from 'vitest';
import { ticketTargets } from './ticket-target.ts';

const targets = await ticketTargets();

describe('a parser of what comes back to the server', { timeout: 60_000 }, () => {
  it.each(targets.map((target) => [target.name, target] as const))(
    'neither throws, hangs nor allocates without bound: %s',
    async (_name, target) => {
      const { faults } = await fuzz(target, { seed: 20_261_127, from: 0, to: 8_000, step: 1 });
      expect(faults).toEqual([]);
    },
  );
});
