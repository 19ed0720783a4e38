import type { QueuePriority, QueueRow, ReportReason, ReportState } from '@sotto/protocol';

export interface QueueFilter {
  readonly reason?: ReportReason | undefined;
  readonly held?: 'free' | 'mine' | 'others' | undefined;
  readonly priority?: QueuePriority | undefined;
  readonly state?: ReportState | undefined;
  readonly age?: AgeFilter | undefined;
}

/** Younger or older than so many hours. */
export const ageFilters = ['under-1', 'under-24', 'over-24', 'over-72', 'over-168'] as const;
export type AgeFilter = (typeof ageFilters)[number];

/** The filter of age as the API takes it: bounds on when a report came, milliseconds since the epoch. */
export function boundsOf(age: AgeFilter | undefined, nowMs: number): { since?: number; until?: number } {
  if (age === undefined) return {};
  const [side, hours] = age.split('-');
  const atMs = nowMs - Number(hours) * 3_600_000;
  return side === 'under' ? { since: atMs } : { until: atMs };
}

/** All rows that fit the filter, in their order; those that have not been asked for yet are `undefined`. */
export type QueueRows = readonly (QueueRow | undefined)[];

/** Rows of a request. */
export const pageRows = 100;
/** Loaded before what is looked at: whoever scrolls back finds it there. */
const rowsBefore = 30;

/** Where a page begins that has the rows from `from` on, and what lies around them. */
export function pageStart(from: number): number {
  return Math.max(0, from - rowsBefore);
}

/** Whether a row between `from` and `to` (not included) is not there. */
export function lacks(rows: QueueRows, from: number, to: number): boolean {
  return rows.slice(from, to).includes(undefined);
}

/** With a page put in at `at`, of `total` rows in all. A row that was known at another place has moved here. */
export function placed(rows: QueueRows, at: number, page: readonly QueueRow[], total: number): QueueRows {
  const fresh = new Set(page.map(({ id }) => id));
  return Array.from({ length: total }, (_, i) => {
    const inPage = page[i - at];
    if (inPage !== undefined) return inPage;
    const known = rows[i];
    return known === undefined || fresh.has(known.id) ? undefined : known;
  });
}

export function placeOf(rows: QueueRows, id: string | undefined): number {
  return id === undefined ? -1 : rows.findIndex((row) => row?.id === id);
}

/** The place that a key leads to: the next or the one before, and at the ends the place itself. Without a selection, the first. */
export function moved(rows: QueueRows, selectedAt: number | undefined, by: 1 | -1): number | undefined {
  if (rows.length === 0) return undefined;
  return selectedAt === undefined ? 0 : Math.min(Math.max(selectedAt + by, 0), rows.length - 1);
}

export function without(rows: QueueRows, removed: readonly string[]): QueueRows {
  return rows.filter((row) => row === undefined || !removed.includes(row.id));
}

/** What is selected once a row is done with: the one that takes its place, or the last. */
export function afterRemoval(
  rows: QueueRows,
  removed: readonly string[],
  selected: string | undefined,
): string | undefined {
  if (selected === undefined || !removed.includes(selected)) return selected;
  const at = placeOf(rows, selected);
  const left = without(rows, removed);
  const before = without(rows.slice(0, Math.max(at, 0)), removed).length;
  return (left[before] ?? left.at(-1))?.id;
}
