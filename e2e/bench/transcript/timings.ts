import { median, quantile } from '../statistics.ts';

/** Milliseconds that each run of each contestant took, in the order in which they ran. */
export type Timings<Name extends string> = Readonly<Record<Name, readonly number[]>>;

/** Does the thing once. */
export type Contestant = () => Promise<void> | void;

/** Lets the contestants take turns, so that whatever else the machine does meets all of them alike. */
export async function takeTurns<Name extends string>(
  contestants: Readonly<Record<Name, Contestant>>,
  turns: Readonly<Record<Name, number>>,
  nowMs: () => number = () => performance.now(),
): Promise<Timings<Name>> {
  const names = Object.keys(contestants) as Name[];
  const timings = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let turn = 0; turn < Math.max(...names.map((name) => turns[name])); turn += 1) {
    for (const name of names) {
      if (turn >= turns[name]) continue;
      const startedAtMs = nowMs();
      await contestants[name]();
      timings[name].push(nowMs() - startedAtMs);
    }
  }
  return timings;
}

/** A figure of several rounds: its middle value, and between which values it lay. */
export interface Figure {
  readonly ms: number;
  readonly lowMs: number;
  readonly highMs: number;
}

/** A share's quantile of one contestant in each round, put together. */
export function figure<Name extends string>(
  rounds: readonly Timings<Name>[],
  name: Name,
  share: number,
): Figure {
  return together(rounds.map((round) => quantile(round[name], share)));
}

/** By how much the median of one is above that of the other, in each round, put together. */
export function difference<Name extends string>(
  rounds: readonly Timings<Name>[],
  more: Name,
  less: Name,
): Figure {
  return together(rounds.map((round) => median(round[more]) - median(round[less])));
}

function together(values: readonly number[]): Figure {
  return { ms: median(values), lowMs: Math.min(...values), highMs: Math.max(...values) };
}
