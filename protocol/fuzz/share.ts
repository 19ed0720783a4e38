import { byteTargets } from '../src/testing/fuzzing/byte-targets.ts';
import type { FuzzTarget } from '../src/testing/fuzzing/target.ts';
import { textTargets } from '../src/testing/fuzzing/text-targets.ts';

/** All parsers of this package. */
export async function allTargets(): Promise<readonly FuzzTarget[]> {
  return [...(await byteTargets()), ...textTargets()] as FuzzTarget[];
}

/** What one thread is to try: every so-manieth input of each target. */
export interface Share {
  readonly seed: number;
  readonly inputs: number;
  readonly first: number;
  readonly step: number;
}
