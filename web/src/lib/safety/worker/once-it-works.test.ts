import { expect, it } from 'vitest';
import { onceItWorks } from './once-it-works.ts';

it('loads what works once for all', async () => {
  let loads = 0;
  const load = onceItWorks((add: number) => {
    loads += add;
    return Promise.resolve({ ok: true, loads });
  });
  const both = await Promise.all([load(1), load(1)]);
  expect([...both, await load(1)].map((found) => found.loads)).toEqual([1, 1, 1]);
});

it('tries anew after a failure, whether it was told or thrown', async () => {
  const outcomes = [
    () => Promise.resolve({ ok: false }),
    () => Promise.reject(new Error('cut off')),
    () => Promise.resolve({ ok: true }),
  ];
  const load = onceItWorks(() => (outcomes.shift() ?? (() => Promise.resolve({ ok: false })))());
  expect(await load()).toEqual({ ok: false });
  await expect(load()).rejects.toThrow('cut off');
  expect(await load()).toEqual({ ok: true });
  expect(await load()).toEqual({ ok: true });
});
