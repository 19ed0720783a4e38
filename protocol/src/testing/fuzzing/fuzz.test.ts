import { describe, expect, it } from 'vitest';
import { byteTargets } from './byte-targets.ts';
import { fuzz } from './fuzz.ts';
import type { FuzzTarget } from './target.ts';
import { textTargets } from './text-targets.ts';

const seed = 20_261_127;
const inputsPerShare = 1_500;

const targets = [...(await byteTargets()), ...textTargets()] as FuzzTarget[];

describe('a parser of what comes from outside', { timeout: 120_000 }, () => {
  it.each(targets.map((target) => [target.name, target] as const))(
    'neither throws, hangs nor allocates without bound: %s',
    async (_name, target) => {
      const to = Math.ceil(inputsPerShare * target.share);
      const { faults, inputs } = await fuzz(target, { seed, from: 0, to, step: 1 });
      expect(faults).toEqual([]);
      expect(inputs).toBe(to);
    },
  );
});

describe('fuzzing', { timeout: 60_000 }, () => {
  const bad = (run: (input: number) => unknown): FuzzTarget<number> => ({
    name: 'bad',
    share: 1,
    input: (chance) => chance.below(100),
    size: () => 1,
    run,
  });
  const few = { seed, from: 0, to: 256, step: 1 };

  it('sees what throws, and names the input', async () => {
    const target = bad((input) => {
      if (input === 7) throw new TypeError('seven');
    });
    const { faults } = await fuzz(target, few);
    expect(faults.length).toBeGreaterThan(0);
    expect(faults[0]).toMatch(/^bad, input \d+: TypeError: seven$/);
  });

  it('sees what hangs', async () => {
    const target = bad((input) => {
      const until = performance.now() + (input === 7 ? 120 : 0);
      while (performance.now() < until);
    });
    expect((await fuzz(target, few)).faults[0]).toContain('took');
  });

  it('sees what allocates for what it is told rather than for what it is given', async () => {
    const target = bad((input) => (input === 7 ? new Uint8Array(1 << 25) : undefined));
    expect((await fuzz(target, few)).faults[0]).toContain('allocated');
  });
});
