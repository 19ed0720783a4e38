import { getHeapStatistics } from 'node:v8';
import { Chance } from '../chance.ts';
import type { FuzzTarget } from './target.ts';

export interface FuzzRun {
  readonly seed: number;
  /** The numbers of the inputs to try, of each target: from, to (without), every so-manieth. */
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

export interface TargetReport {
  readonly name: string;
  readonly inputs: number;
  /** What went wrong, each with the number of its input. */
  readonly faults: readonly string[];
  readonly slowestMs: number;
  /** Most that a batch of inputs allocated, in bytes. */
  readonly mostAllocated: number;
  readonly seconds: number;
}

/** Longer is a hang, where it takes so long each time. */
const mostMs = 100;
/** What a parser may allocate: so many bytes for each of its input, and so many for any input at all. */
const allocatedPerByte = 128;
const allocatedAnyway = 2 * 1_024 * 1_024;
const batchInputs = 64;
/** A batch that allocated more, beyond what its inputs account for, is looked at input by input. */
const suspicious = 4 * 1_024 * 1_024;
const mostFaults = 20;

/** Tries inputs on one parser: none may throw, hang, or allocate without bound. */
export async function fuzz<Input>(target: FuzzTarget<Input>, run: FuzzRun): Promise<TargetReport> {
  const startedAtMs = performance.now();
  const nameNumber = [...target.name].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) | 0, 7);
  const inputOf = (number: number): Input => target.input(new Chance(run.seed, number, nameNumber));
  const faults: string[] = [];
  const blame = (number: number, what: string): void => {
    if (faults.length < mostFaults) faults.push(`${target.name}, input ${number}: ${what}`);
  };
  let [inputs, slowestMs, mostAllocated] = [0, 0, 0];

  const tryOne = async (number: number, input: Input): Promise<number> => {
    const before = performance.now();
    try {
      const result = target.run(input);
      if (result instanceof Promise) await result;
    } catch (error) {
      blame(number, String(error));
    }
    return performance.now() - before;
  };

  for (let start = run.from; start < run.to; start += batchInputs * run.step) {
    const numbers: number[] = [];
    for (let i = start; i < run.to && numbers.length < batchInputs; i += run.step) numbers.push(i);
    const batch = numbers.map((number) => [number, inputOf(number)] as const);
    const expected = batch.reduce(
      (sum, [, input]) => sum + target.size(input) * allocatedPerByte,
      suspicious,
    );
    const heldBefore = held();
    for (const [number, input] of batch) {
      let tookMs = await tryOne(number, input);
      // A busy machine is slow now and then; a parser that hangs is so each time.
      for (let again = 0; again < 3 && tookMs > mostMs; again += 1)
        tookMs = Math.min(tookMs, await tryOne(number, input));
      slowestMs = Math.max(slowestMs, tookMs);
      if (tookMs > mostMs) blame(number, `took ${Math.round(tookMs)} ms`);
      inputs += 1;
    }
    const allocated = held() - heldBefore;
    mostAllocated = Math.max(mostAllocated, allocated);
    if (allocated > expected) await blameAllocation(batch);
  }
  const seconds = (performance.now() - startedAtMs) / 1_000;
  return { name: target.name, inputs, faults, slowestMs, mostAllocated, seconds };

  /** Finds which input of a batch it was. */
  async function blameAllocation(batch: readonly (readonly [number, Input])[]): Promise<void> {
    for (const [number, input] of batch) {
      const bound = mayAllocate(target.size(input));
      let least = Infinity;
      for (let again = 0; again < 3 && least > bound; again += 1) {
        const before = held();
        await tryOne(number, input);
        least = Math.min(least, held() - before);
      }
      if (least > bound) blame(number, `allocated ${least} bytes for ${target.size(input)}`);
    }
  }
}

function mayAllocate(size: number): number {
  return allocatedAnyway + size * allocatedPerByte;
}

/** Bytes in use: on the heap, and outside it in arrays. */
function held(): number {
  const { used_heap_size: heap, external_memory: outside, malloced_memory: malloced } = getHeapStatistics();
  return heap + outside + malloced;
}
