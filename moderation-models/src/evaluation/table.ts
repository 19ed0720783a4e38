import type { Interval } from './intervals.ts';

/** `0.912 [0.88, 0.94]`, or a dash where there is nothing to tell. */
export const figure = (interval: Interval | undefined, digits = 3): string => {
  if (interval === undefined) return '–';
  const bounds = `[${interval.low.toFixed(digits)}, ${interval.high.toFixed(digits)}]`;
  return `${interval.value.toFixed(digits)} ${bounds}`;
};

/** A rate in per cent: `0.52 % [0.31, 0.88]`. */
export const percent = (interval: Interval | undefined): string => {
  if (interval === undefined) return '–';
  const bounds = `[${(interval.low * 100).toFixed(2)}, ${(interval.high * 100).toFixed(2)}]`;
  return `${(interval.value * 100).toFixed(2)} % ${bounds}`;
};

/** A table in Markdown whose columns stand one under the other. */
export function tableOf(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heading.map((name, at) =>
    Math.max(...[name, ...rows.map((row) => row[at] ?? '')].map(width)),
  );
  const line = (cells: readonly string[]) =>
    `| ${widths.map((wide, at) => `${cells[at] ?? ''}${' '.repeat(wide - width(cells[at] ?? ''))}`).join(' | ')} |`;
  return [line(heading), line(widths.map((wide) => '-'.repeat(wide))), ...rows.map(line)].join('\n');
}

const width = (cell: string) => [...cell].length;
