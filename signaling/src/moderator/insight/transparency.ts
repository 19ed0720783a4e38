import {
  boundsOfPeriod,
  categoryOf,
  decisionActions,
  guidelines,
  periodOfQuarter,
  quartersBefore,
  reportReasons,
  type Transparency,
} from '@sotto/protocol';
import type { Database, Tables } from '../../cases/database.ts';
import type { Clock } from '../../ports.ts';
import { readAppeals } from './appeal-facts.ts';
import { actionCounts, decidedIn, progressOf, type ActionCount } from './figures.ts';
import { rounded, roundedMedian } from './rounded.ts';

/** Tells the public what was reported and decided, without telling of anybody. */
export interface TransparencyService {
  /** `undefined`: of a quarter that is not over, or too long ago. */
  report(quarter: string): Promise<Transparency | undefined>;
}

/** Appeals are decided after a quarter is over; nothing else of it changes. */
const keptMs = 60 * 60_000;

/** Everybody may ask: so each quarter is counted once an hour, however many do. */
export function createTransparencyService(tables: Tables, clock: Clock): TransparencyService {
  const kept = new Map<string, { readonly atMs: number; readonly report: Promise<Transparency> }>();
  return {
    report: async (quarter) => {
      const nowMs = clock();
      const quarters = quartersBefore(nowMs);
      if (!quarters.includes(quarter)) return undefined;
      for (const old of kept.keys()) if (!quarters.includes(old)) kept.delete(old);
      const known = kept.get(quarter);
      if (known !== undefined && Math.abs(nowMs - known.atMs) < keptMs) return known.report;
      const report = tables.run((database) => reportOf(database, quarter, nowMs));
      kept.set(quarter, { atMs: nowMs, report });
      report.catch(() => kept.delete(quarter));
      return report;
    },
  };
}

async function reportOf(database: Database, quarter: string, nowMs: number): Promise<Transparency> {
  const period = periodOfQuarter(quarter);
  const bounds = boundsOfPeriod(period);
  const { total, reasons } = await progressOf(database, bounds, nowMs);
  const actions = await actionCounts(database, bounds);
  const appeals = await readAppeals(database, decidedIn(bounds));
  const sumOf = (fits: (action: ActionCount) => boolean, of: 'count' | 'forGood' = 'count') =>
    actions.filter(fits).reduce((sum, action) => sum + action[of], 0);
  const median = roundedMedian(total.decision?.medianMs, total.decided);
  const bans = sumOf(({ action }) => action === 'ban');
  const forGood = sumOf(({ action }) => action === 'ban', 'forGood');
  return {
    quarter,
    period,
    notices: {
      total: rounded(total.received),
      byReason: reportReasons.map((reason) => ({
        reason,
        count: rounded(reasons.get(reason)?.received ?? 0),
      })),
      decided: rounded(total.decided),
      ...(median !== undefined && { medianToDecisionMin: median }),
      automated: 0,
    },
    decisions: {
      total: rounded(sumOf(() => true)),
      byAction: decisionActions.map((action) => ({
        action,
        count: rounded(sumOf((each) => each.action === action)),
      })),
      byGuideline: guidelines.map((guideline) => ({
        guideline,
        category: categoryOf[guideline],
        count: rounded(sumOf((each) => each.guideline === guideline)),
      })),
      suspensions: { forATime: rounded(bans - forGood), forGood: rounded(forGood) },
      ownInitiative: 0,
    },
    ...(appeals && {
      complaints: {
        received: rounded(appeals.made),
        open: rounded(appeals.open),
        upheld: rounded(appeals.upheld),
        changed: rounded(appeals.shortened),
        reversed: rounded(appeals.overturned),
      },
    }),
  };
}
