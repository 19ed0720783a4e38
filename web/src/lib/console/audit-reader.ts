import type { AuditPage, AuditQuery } from '@sotto/protocol';
import type { ApiFailure } from '../session/api-caller.ts';
import type { InsightApi } from './insight-api.ts';

type Filter = Omit<AuditQuery, 'before'>;

/** What one asking for rows has brought: all rows so far, or why there are no others. */
export type AuditRead =
  | { readonly ok: true; readonly rows: AuditPage['rows']; readonly more: boolean }
  | { readonly ok: false; readonly failure: ApiFailure };

/** The audit log, the newest rows first, under one filter at a time. */
export interface AuditReader {
  /** Begins anew under a filter. */
  apply(filter: Filter): Promise<void>;
  /** Begins anew under the filter that is there. */
  again(): Promise<void>;
  /** Goes on behind the last row, under the filter that those before it came with. */
  older(): Promise<void>;
}

const pageRows = 100;

/** @param tell hears answers, but none that another asking has overtaken */
export function createAuditReader(audit: InsightApi['audit'], tell: (read: AuditRead) => void): AuditReader {
  let applied: Filter = {};
  let rows: AuditPage['rows'] = [];
  let latest = 0;

  const read = async (before: number | undefined): Promise<void> => {
    latest += 1;
    const mine = latest;
    const answer = await audit({ ...applied, ...(before !== undefined && { before: String(before) }) });
    if (mine !== latest) return;
    if (!answer.ok) return tell({ ok: false, failure: answer.error });
    const { rows: come } = answer.value;
    rows = before === undefined ? come : [...rows, ...come];
    tell({ ok: true, rows, more: come.length === pageRows });
  };

  return {
    apply: (filter) => {
      applied = filter;
      // What is behind these rows is of another filter from now on.
      rows = [];
      return read(undefined);
    },
    again: () => read(undefined),
    older: () => read(rows.at(-1)?.seq),
  };
}
