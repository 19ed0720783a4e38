import type { Analytics, AnalyticsTable } from '@sotto/protocol';
import type { Cell } from './csv.ts';

export interface ExportTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

type Progress = Analytics['totals'];

const progressHeader = [
  'received',
  'decided',
  'first_look_median_ms',
  'first_look_p90_ms',
  'decision_median_ms',
  'decision_p90_ms',
];

/** One table of the figures, as it is exported. Times are milliseconds; what there is nothing of is empty. */
export function exportTable(figures: Analytics, table: AnalyticsTable): ExportTable {
  switch (table) {
    case 'days':
      return {
        header: ['day', ...progressHeader, 'settled_on_this_day'],
        rows: figures.days.map((row) => [row.day, ...progressCells(row), row.settled]),
      };
    case 'reasons':
      return {
        header: ['reason', ...progressHeader],
        rows: figures.reasons.map((row) => [row.reason, ...progressCells(row)]),
      };
    case 'actions':
      return {
        header: ['action', 'guideline', 'decisions'],
        rows: figures.actions.map(({ action, guideline, count }) => [action, guideline, count]),
      };
    case 'moderators':
      return {
        header: [
          'moderator',
          'decisions',
          'taken_back',
          'in_hand_median_ms',
          'in_hand_p90_ms',
          'changed_on_appeal',
        ],
        rows: figures.moderators.map((one) => [
          one.name,
          one.decisions,
          one.undone,
          one.inHand?.medianMs,
          one.inHand?.p90Ms,
          one.changed,
        ]),
      };
  }
}

function progressCells({ received, decided, firstLook, decision }: Progress): Cell[] {
  return [received, decided, firstLook?.medianMs, firstLook?.p90Ms, decision?.medianMs, decision?.p90Ms];
}
