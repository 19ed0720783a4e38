import type { AppealRow } from '@sotto/protocol';

type Rows = readonly AppealRow[];

/** The row that a key leads to: the next or the one before, and at the ends the row itself. Without a selection, the first. */
export function movedTo(rows: Rows, selected: string | undefined, by: 1 | -1): string | undefined {
  const at = rows.findIndex(({ id }) => id === selected);
  if (at < 0) return rows[0]?.id;
  return rows[Math.min(Math.max(at + by, 0), rows.length - 1)]?.id;
}

/**
 * The first page anew, with the rows of later pages that were loaded behind it: what has come or gone on the first page shows, and the reader keeps
 * their place.
 */
export function refreshed(rows: Rows, firstPage: Rows, isLast: boolean): Rows {
  const last = firstPage.at(-1);
  if (isLast || last === undefined) return firstPage;
  const fresh = new Set(firstPage.map(({ id }) => id));
  const at = rows.findIndex(({ id }) => id === last.id);
  return at < 0 ? firstPage : [...firstPage, ...rows.slice(at + 1).filter(({ id }) => !fresh.has(id))];
}

/** With the next page behind it. A row that has moved there meanwhile stays where it was shown. */
export function continued(rows: Rows, page: Rows): Rows {
  const shown = new Set(rows.map(({ id }) => id));
  return [...rows, ...page.filter(({ id }) => !shown.has(id))];
}
