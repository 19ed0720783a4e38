import type { ReportReason } from '@sotto/protocol';

export interface QueueFilter {
  readonly reason?: ReportReason | undefined;
  readonly held?: 'free' | 'mine' | 'others' | undefined;
}

/** A row of reports or of appeals. */
interface Identified {
  readonly id: string;
}

/** The row that a key leads to: the next or the one before, and at the ends the row itself. Without a selection, the first. */
export function moved<Row extends Identified>(
  rows: readonly Row[],
  selected: string | undefined,
  by: 1 | -1,
): string | undefined {
  const at = rows.findIndex(({ id }) => id === selected);
  if (at < 0) return rows[0]?.id;
  return rows[Math.min(Math.max(at + by, 0), rows.length - 1)]?.id;
}

/** What is selected once a row is done with: the one that takes its place, or the last. */
export function afterRemoval<Row extends Identified>(
  rows: readonly Row[],
  removed: readonly string[],
  selected: string | undefined,
): string | undefined {
  if (selected === undefined || !removed.includes(selected)) return selected;
  const at = rows.findIndex(({ id }) => id === selected);
  const left = rows.filter(({ id }) => !removed.includes(id));
  const before = rows.slice(0, at).filter(({ id }) => !removed.includes(id)).length;
  return (left[before] ?? left.at(-1))?.id;
}

/**
 * The first page anew, with the rows of later pages that were loaded behind it: what has come or gone on the first page shows, and the reader keeps
 * their place.
 */
export function refreshed<Row extends Identified>(
  rows: readonly Row[],
  firstPage: readonly Row[],
  isLast: boolean,
): readonly Row[] {
  const last = firstPage.at(-1);
  if (isLast || last === undefined) return firstPage;
  const fresh = new Set(firstPage.map(({ id }) => id));
  const at = rows.findIndex(({ id }) => id === last.id);
  return at < 0 ? firstPage : [...firstPage, ...rows.slice(at + 1).filter(({ id }) => !fresh.has(id))];
}

/** With the next page behind it. A row that has moved there meanwhile stays where it was shown. */
export function continued<Row extends Identified>(
  rows: readonly Row[],
  page: readonly Row[],
): readonly Row[] {
  const shown = new Set(rows.map(({ id }) => id));
  return [...rows, ...page.filter(({ id }) => !shown.has(id))];
}
