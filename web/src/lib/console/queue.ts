import type { QueueRow, ReportReason } from '@sotto/protocol';

export interface QueueFilter {
  readonly reason?: ReportReason | undefined;
  readonly held?: 'free' | 'mine' | 'others' | undefined;
}

/** The row that a key leads to: the next or the one before, and at the ends the row itself. Without a selection, the first. */
export function moved(
  rows: readonly QueueRow[],
  selected: string | undefined,
  by: 1 | -1,
): string | undefined {
  const at = rows.findIndex(({ id }) => id === selected);
  if (at < 0) return rows[0]?.id;
  return rows[Math.min(Math.max(at + by, 0), rows.length - 1)]?.id;
}

/** What is selected once a row is done with: the one that takes its place, or the last. */
export function afterRemoval(
  rows: readonly QueueRow[],
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
export function refreshed(
  rows: readonly QueueRow[],
  firstPage: readonly QueueRow[],
  isLast: boolean,
): readonly QueueRow[] {
  const last = firstPage.at(-1);
  if (isLast || last === undefined) return firstPage;
  const fresh = new Set(firstPage.map(({ id }) => id));
  const at = rows.findIndex(({ id }) => id === last.id);
  return at < 0 ? firstPage : [...firstPage, ...rows.slice(at + 1).filter(({ id }) => !fresh.has(id))];
}

/** With the next page behind it. A row that has moved there meanwhile stays where it was shown. */
export function continued(rows: readonly QueueRow[], page: readonly QueueRow[]): readonly QueueRow[] {
  const shown = new Set(rows.map(({ id }) => id));
  return [...rows, ...page.filter(({ id }) => !shown.has(id))];
}
