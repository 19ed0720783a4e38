import { parentPort, workerData } from 'node:worker_threads';
import { fuzz } from '../src/testing/fuzzing/fuzz.ts';
import { inputsOf } from '../src/testing/fuzzing/target.ts';
import { allTargets, type Share } from './share.ts';

/** Tries one thread's share of the inputs, and tells of each target what came of it. */

const { seed, inputs, first, step } = workerData as Share;
const targets = await allTargets();
for (const target of targets) {
  const to = inputsOf(target, targets, inputs);
  parentPort?.postMessage(await fuzz(target, { seed, from: first, to, step }));
}
