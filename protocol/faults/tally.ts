import type { TrialResult } from '../src/testing/tampering/trial.ts';

/** What came of the trials of one class. */
export interface ClassTally {
  trials: number;
  /** Refused, by the reason told. */
  refused: Record<string, number>;
  /** Accepted, and nothing false in it was taken for true. */
  accepted: number;
  /** Accepted with something false as confirmed. */
  lies: number;
}

export type Tally = Record<string, ClassTally>;

/** Counts one trial. */
export function count(tally: Tally, { tampering, refusal, lies }: TrialResult): void {
  const entry = (tally[tampering] ??= { trials: 0, refused: {}, accepted: 0, lies: 0 });
  entry.trials += 1;
  if (refusal !== undefined) entry.refused[refusal] = (entry.refused[refusal] ?? 0) + 1;
  else if (lies.length > 0) entry.lies += 1;
  else entry.accepted += 1;
}

/** Adds one tally to another. */
export function add(total: Tally, part: Tally): void {
  for (const [name, { trials, refused, accepted, lies }] of Object.entries(part)) {
    const entry = (total[name] ??= { trials: 0, refused: {}, accepted: 0, lies: 0 });
    entry.trials += trials;
    entry.accepted += accepted;
    entry.lies += lies;
    for (const [code, times] of Object.entries(refused))
      entry.refused[code] = (entry.refused[code] ?? 0) + times;
  }
}

/** One line for each class, sorted by name, after a head. */
export function tableOf(tally: Tally): string {
  const row = (name: string, ...cells: readonly (string | number)[]): string =>
    `${name.padEnd(58)}${cells
      .slice(0, 4)
      .map((cell) => String(cell).padStart(10))
      .join('')}  ${cells[4] ?? ''}`;
  const rows = Object.entries(tally)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([name, { trials, refused, accepted, lies }]) => {
      const reasons = Object.entries(refused).sort(([, a], [, b]) => b - a);
      const refusals = reasons.reduce((sum, [, times]) => sum + times, 0);
      const told = reasons.map(([code, times]) => `${code} ${times}`).join(', ');
      return row(name, trials, refusals, accepted, lies, told);
    });
  return [row('class', 'trials', 'refused', 'harmless', 'lies', 'refused as'), ...rows].join('\n');
}

export function sumOf(tally: Tally, what: (entry: ClassTally) => number): number {
  return Object.values(tally).reduce((sum, entry) => sum + what(entry), 0);
}
