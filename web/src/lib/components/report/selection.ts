import { limits } from '@sotto/protocol';
import type { ReportableLine } from '../../app/state.ts';

/** Newest lines that are disclosed unless somebody withholds them, and that are listed at first. */
export const preselectedLines = 20;

/** Which lines of a chat go along readable. All others go along withheld, the ones that are not listed too. */
export interface Selection {
  /** Oldest first. */
  readonly lines: readonly ReportableLine[];
  /** How many of the newest are listed. */
  readonly listed: number;
  readonly disclosed: ReadonlySet<string>;
}

/** The newest lines, disclosed. */
export function startSelection(lines: readonly ReportableLine[]): Selection {
  const newest = lines.slice(-preselectedLines);
  return { lines, listed: newest.length, disclosed: new Set(newest.map(({ key }) => key)) };
}

/**
 * The same choice after more was said: what was withheld stays withheld, and what has come since is disclosed.
 * Lines that are too old by now are gone.
 */
export function refreshSelection(former: Selection, lines: readonly ReportableLine[]): Selection {
  const known = new Set(former.lines.map(({ key }) => key));
  const keys = lines.map(({ key }) => key);
  const added = keys.filter((key) => !known.has(key));
  return {
    lines,
    listed: Math.min(lines.length, former.listed + added.length),
    disclosed: new Set(keys.filter((key) => former.disclosed.has(key) || !known.has(key))),
  };
}

/** Lists a line, with all that is newer, and discloses it. One that is too old to be reported changes nothing. */
export function withLine(selection: Selection, key: string): Selection {
  const at = selection.lines.findIndex((line) => line.key === key);
  if (at < 0) return selection;
  const listed = Math.max(selection.listed, selection.lines.length - at);
  return setDisclosed({ ...selection, listed }, key, true);
}

/** The lines to choose from, oldest first. */
export function listedLines({ lines, listed }: Selection): readonly ReportableLine[] {
  return lines.slice(lines.length - listed);
}

/** Earlier lines that are not listed yet. */
export function hiddenCount({ lines, listed }: Selection): number {
  return lines.length - listed;
}

/** How many more are listed at a time: as many again, so that a line is soon found that was buried under hundreds. */
export function earlierCount(selection: Selection): number {
  return Math.min(hiddenCount(selection), selection.listed);
}

/** Lists more. They stay withheld until somebody chooses them: to look at a line is not to tell it. */
export function showEarlier(selection: Selection): Selection {
  return { ...selection, listed: selection.listed + earlierCount(selection) };
}

/** Whether one report can hold all disclosed lines and what stands between them. */
export function fitsOneReport({ lines, disclosed }: Selection): boolean {
  const isDisclosed = ({ key }: ReportableLine): boolean => disclosed.has(key);
  const [first, last] = [lines.find(isDisclosed), lines.findLast(isDisclosed)];
  if (first === undefined || last === undefined) return true;
  return (['me', 'them'] as const).every(
    (whose) => last.upTo[whose] - first.upTo[whose] < limits.maxReportedPerSide,
  );
}

export function setDisclosed(selection: Selection, key: string, disclosed: boolean): Selection {
  return withKeys(selection, [key], disclosed);
}

/** Whose lines a choice is about. */
export type Whose = ReportableLine['from'];

/** Discloses or withholds all listed lines of one side. */
export function setAll(selection: Selection, whose: Whose, disclosed: boolean): Selection {
  const keys = listedLines(selection)
    .filter(({ from }) => from === whose)
    .map(({ key }) => key);
  return withKeys(selection, keys, disclosed);
}

/** How many of the listed lines of one side there are, and how many of them are disclosed. */
export function countOf(
  selection: Selection,
  whose: Whose,
): { readonly all: number; readonly disclosed: number } {
  const own = listedLines(selection).filter(({ from }) => from === whose);
  return { all: own.length, disclosed: own.filter(({ key }) => selection.disclosed.has(key)).length };
}

function withKeys(selection: Selection, keys: readonly string[], disclosed: boolean): Selection {
  const chosen = new Set(selection.disclosed);
  for (const key of keys) {
    if (disclosed) chosen.add(key);
    else chosen.delete(key);
  }
  return { ...selection, disclosed: chosen };
}
