import type { Chance } from '../chance.ts';

/** A parser of what comes from outside, with inputs to try on it. */
export interface FuzzTarget<Input = unknown> {
  readonly name: string;
  /** How often it is tried, beside the others. */
  readonly share: number;
  /** The next input; hangs on the chance alone. */
  readonly input: (chance: Chance) => Input;
  /** Bytes, or characters, of an input. */
  readonly size: (input: Input) => number;
  /** Parses. What it throws is a fault, of the parser or of a promise that the target checks of it. */
  readonly run: (input: Input) => unknown;
}

/** What may not hold for a moment: thrown where a parser breaks a promise without throwing itself. */
export function promise(kept: boolean, what: string): void {
  if (!kept) throw new Error(`broken promise: ${what}`);
}

/** How many of all inputs a target gets. */
export function inputsOf(target: FuzzTarget, targets: readonly FuzzTarget[], inputs: number): number {
  const whole = targets.reduce((sum, { share }) => sum + share, 0);
  return Math.ceil((inputs * target.share) / whole);
}
