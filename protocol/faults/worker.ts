import { parentPort, workerData } from 'node:worker_threads';
import { honestTrial, tamperingTrial, trialsInBlock, worldsOf } from '../src/testing/tampering/trial.ts';
import type { Share } from './run.ts';
import { count, type Tally } from './tally.ts';

/** Runs one thread's share of the trials, and tells after each block what came of it. */

const { seed, tampered, honest, first, step } = workerData as Share;
const most = Math.max(tampered, honest);

for (let block = first; block * trialsInBlock < most; block += step) {
  const worlds = await worldsOf(seed, block);
  const part = { tampered: {} as Tally, honest: {} as Tally, lies: [] as string[] };
  let trials = 0;
  const end = (block + 1) * trialsInBlock;
  for (let trial = block * trialsInBlock; trial < end; trial += 1) {
    if (trial < tampered) {
      const result = await tamperingTrial(seed, trial, worlds);
      count(part.tampered, result);
      for (const lie of result.lies) part.lies.push(`trial ${trial}, ${result.tampering}: ${lie}`);
      trials += 1;
    }
    if (trial < honest) {
      const result = await honestTrial(seed, trial, worlds);
      count(part.honest, result);
      for (const lie of result.lies) part.lies.push(`honest trial ${trial}: ${lie}`);
      if (result.refusal !== undefined) part.lies.push(`honest trial ${trial}: refused, ${result.refusal}`);
      trials += 1;
    }
  }
  parentPort?.postMessage({ part, trials });
}
