import {
  boundsOfPeriod,
  reportReasons,
  type Analytics,
  type AnalyticsTable,
  type Period,
} from '@sotto/protocol';
import type { Tables } from '../../cases/database.ts';
import type { Clock } from '../../ports.ts';
import type { Account } from '../accounts/account-store.ts';
import { readAppeals, type ReadAppeals } from './appeal-facts.ts';
import { csvOf } from './csv.ts';
import {
  actionCounts,
  decidedIn,
  moderatorFigures,
  progressOf,
  settledByDay,
  type Progress,
} from './figures.ts';
import { safetyScore } from './score.ts';
import { exportTable } from './tables.ts';

/** How reports are dealt with, in figures. */
export interface InsightService {
  /** Other moderators are in it for administrators only. */
  analytics(by: Account, period: Period): Promise<Analytics>;
  /** One table of it as CSV. */
  exported(by: Account, period: Period, table: AnalyticsTable): Promise<string>;
}

const dayMs = 86_400_000;
const nothing: Progress = { received: 0, decided: 0, firstLook: undefined, decision: undefined };

/** @param appealsOf gives what became of appeals */
export function createInsightService(
  tables: Tables,
  clock: Clock,
  appealsOf: ReadAppeals = readAppeals,
): InsightService {
  const analytics: InsightService['analytics'] = (by, period) =>
    tables.run(async (database) => {
      const bounds = boundsOfPeriod(period);
      const only = by.roles.includes('administrator') ? undefined : by.id;
      const [progress, settled, actions, moderators, appeals] = await Promise.all([
        progressOf(database, bounds, clock()),
        settledByDay(database, bounds),
        actionCounts(database, bounds),
        moderatorFigures(database, bounds, only),
        appealsOf(database, decidedIn(bounds)),
      ]);
      const { look, settled: kept, ...totals } = progress.total;
      const decided = actions.reduce((sum, { count }) => sum + count, 0);
      const changed = appeals && appeals.shortened + appeals.overturned;
      return {
        period,
        totals,
        days: [...new Set([...progress.days.keys(), ...settled.keys()])]
          .sort((a, b) => a - b)
          .map((day) => ({
            day: new Date(day * dayMs).toISOString().slice(0, 10),
            ...(progress.days.get(day) ?? nothing),
            settled: settled.get(day) ?? 0,
          })),
        reasons: reportReasons.map((reason) => ({ reason, ...(progress.reasons.get(reason) ?? nothing) })),
        actions: actions.map(({ action, guideline, count }) => ({
          action,
          ...(guideline !== null && { guideline }),
          count,
        })),
        moderators: moderators.map((one) => ({
          ...one,
          ...(appeals && { changed: appeals.changedOf.get(one.id) ?? 0 }),
        })),
        ...(appeals && {
          appeals: {
            made: appeals.made,
            open: appeals.open,
            upheld: appeals.upheld,
            shortened: appeals.shortened,
            overturned: appeals.overturned,
          },
        }),
        safety: safetyScore(
          look,
          kept,
          changed === undefined
            ? undefined
            : { due: Math.max(decided, changed), kept: Math.max(decided - changed, 0) },
        ),
      };
    });
  return {
    analytics,
    exported: async (by, period, table) => {
      const { header, rows } = exportTable(await analytics(by, period), table);
      return csvOf(header, rows);
    },
  };
}
