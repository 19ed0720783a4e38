import { randomBytes } from 'node:crypto';
import { toBase64Url, type Guideline } from '@sotto/protocol';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Cases } from '../../cases/open-cases.ts';
import { someReport } from '../../cases/testing/some-report.ts';
import type { Account } from '../accounts/account-store.ts';
import { createAppendAudit } from '../audit/append.ts';
import type { Acting, CaseDesk, NewDecision } from '../cases/case-desk.ts';
import { createCaseDesk } from '../cases/sql-case-desk.ts';
import type { AppealFacts } from './appeal-facts.ts';
import { createInsightService, type InsightService } from './service.ts';

const dayOneMs = Date.UTC(2026, 10, 1);
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const period = { from: '2026-11-01', to: '2026-11-07' };

/** What figures say on every database. @param open an empty one. */
export function describeInsight(name: string, open: () => Promise<Cases>): void {
  describe(`figures, ${name}`, { timeout: 60_000 }, () => {
    let cases: Cases;
    let desk: CaseDesk;
    let insight: InsightService;
    let nowMs = dayOneMs;
    /** `undefined`: this server knows none. */
    let appeals: AppealFacts | undefined;
    beforeAll(async () => {
      cases = await open();
      desk = createCaseDesk(cases.tables, createAppendAudit(randomBytes(32)));
      insight = createInsightService(
        cases.tables,
        () => nowMs,
        () => Promise.resolve(appeals),
      );
    }, 60_000);
    beforeEach(async () => {
      nowMs = dayOneMs + 30 * dayMs;
      appeals = undefined;
      await cases.tables.run((database) =>
        database.execute(sql`TRUNCATE reports, case_facts, decisions CASCADE`),
      );
    }, 60_000);
    afterAll(() => cases.close());

    const ada: Account = { id: 'ada', name: 'Ada', roles: ['administrator'] };
    const ben: Account = { id: 'ben', name: 'Ben', roles: ['moderator'] };
    const acting = (moderatorId: string, atMs: number): Acting => ({
      moderatorId,
      roles: ['moderator', 'child-safety'],
      nowMs: atMs,
    });
    const add = async (atMs: number, change: Parameters<typeof someReport>[0] = {}): Promise<string> => {
      const report = someReport({ receivedAtMs: atMs, ...change });
      await cases.store.add(report, 8);
      return report.id;
    };
    const decide = async (
      id: string,
      by: string,
      atMs: number,
      guideline?: Guideline,
      change: Partial<NewDecision> = {},
    ): Promise<string> => {
      const decision = toBase64Url(randomBytes(16));
      await desk.decide(id, acting(by, atMs), {
        id: decision,
        action: guideline === undefined ? 'dismiss' : 'ban',
        guideline,
        statement: randomBytes(8),
        ban: guideline && { banHandle: toBase64Url(randomBytes(32)), untilMs: undefined },
        also: [],
        ...change,
      });
      return decision;
    };
    /** A report that comes, is claimed an hour later, and decided after so many more. */
    const settled = async (atMs: number, hours: number, by: string, guideline?: Guideline) => {
      const id = await add(atMs);
      await desk.claim(id, acting(by, atMs + hourMs), atMs + 9 * dayMs);
      return { id, decision: await decide(id, by, atMs + (1 + hours) * hourMs, guideline) };
    };

    it('are nothing where nothing happened', async () => {
      const { totals, days, moderators, actions, safety, reasons } = await insight.analytics(ada, period);
      expect(totals).toEqual({ received: 0, decided: 0, firstLook: undefined, decision: undefined });
      expect({ days, moderators, actions, safety }).toEqual({
        days: [],
        moderators: [],
        actions: [],
        safety: {},
      });
      expect(reasons.every(({ received }) => received === 0)).toBe(true);
    });

    it('tell how many came, how long they waited, and how long they took', async () => {
      for (const hours of [1, 2, 3, 4, 5]) await settled(dayOneMs + hourMs, hours, 'ben');
      await add(dayOneMs + dayMs, { reason: 'threats', urgency: 0 });
      await add(dayOneMs - 1);
      await add(dayOneMs + 7 * dayMs);
      const { totals, days, reasons } = await insight.analytics(ada, period);
      expect(totals).toEqual({
        received: 6,
        decided: 5,
        firstLook: { medianMs: hourMs, p90Ms: hourMs },
        decision: { medianMs: 4 * hourMs, p90Ms: 5.6 * hourMs },
      });
      expect(days.map(({ day, received, settled: n }) => [day, received, n])).toEqual([
        ['2026-11-01', 5, 5],
        ['2026-11-02', 1, 0],
      ]);
      expect(reasons.find(({ reason }) => reason === 'threats')).toMatchObject({ received: 1, decided: 0 });
      expect(reasons.find(({ reason }) => reason === 'spam')).toMatchObject({ received: 5, decided: 5 });
    });

    it('stay when the reports themselves are deleted', async () => {
      await settled(dayOneMs, 1, 'ben', 'spam');
      await cases.store.deleteExpired(Number.MAX_SAFE_INTEGER);
      expect((await insight.analytics(ada, period)).totals).toMatchObject({ received: 1, decided: 1 });
    });

    it('forget a decision that was taken back, and count it for who made it', async () => {
      const { decision } = await settled(dayOneMs, 1, 'ben', 'spam');
      await settled(dayOneMs, 1, 'ben');
      await desk.undo(decision, acting('ben', dayOneMs + 3 * hourMs), 0, dayOneMs + dayMs);
      const { totals, actions, moderators } = await insight.analytics(ada, period);
      expect(totals).toMatchObject({ received: 2, decided: 1 });
      expect(actions).toEqual([{ action: 'dismiss', count: 1 }]);
      expect(moderators).toMatchObject([{ id: 'ben', decisions: 1, undone: 1 }]);
    });

    it('count a report that was settled together with another one, as looked at when it was decided', async () => {
      const accusedIndex = randomBytes(32);
      const one = await add(dayOneMs, { accusedIndex });
      const other = await add(dayOneMs, { accusedIndex });
      await desk.claim(one, acting('ben', dayOneMs + hourMs), dayOneMs + dayMs);
      await decide(one, 'ben', dayOneMs + 2 * hourMs, 'respect', { also: [other] });
      const { totals, actions } = await insight.analytics(ada, period);
      expect(totals).toMatchObject({ received: 2, decided: 2, firstLook: { medianMs: 1.5 * hourMs } });
      expect(actions).toEqual([{ action: 'ban', guideline: 'respect', count: 1 }]);
    });

    it('show other moderators to administrators only', async () => {
      await settled(dayOneMs, 1, 'ben');
      await settled(dayOneMs, 1, 'cy');
      const seenBy = async (who: Account) =>
        (await insight.analytics(who, period)).moderators.map(({ id }) => id);
      expect(await seenBy(ada)).toEqual(['ben', 'cy']);
      expect(await seenBy(ben)).toEqual(['ben']);
      expect(await insight.exported(ben, period, 'moderators')).not.toContain('cy');
    });

    it('score what was done in time, and wait with what has time left', async () => {
      nowMs = dayOneMs + 2 * hourMs;
      await settled(dayOneMs, 0.5, 'ben');
      await add(dayOneMs);
      expect((await insight.analytics(ada, period)).safety).toEqual({ quick: 1, settled: 1, score: 100 });
      nowMs = dayOneMs + 30 * dayMs;
      expect((await insight.analytics(ada, period)).safety).toEqual({ quick: 0.5, settled: 0.5, score: 50 });
    });

    it('count against the score, and for whoever decided, what an appeal changed', async () => {
      for (const hours of [1, 1, 1, 1]) await settled(dayOneMs, hours, 'ben', 'spam');
      const changedOf = new Map([['ben', 1]]);
      appeals = { made: 3, open: 1, upheld: 1, shortened: 0, overturned: 1, changedOf };
      const figures = await insight.analytics(ada, period);
      expect(figures.safety).toEqual({ quick: 1, settled: 1, sound: 0.75, score: 92 });
      expect(figures.appeals).toEqual({ made: 3, open: 1, upheld: 1, shortened: 0, overturned: 1 });
      expect(figures.moderators).toMatchObject([{ id: 'ben', decisions: 4, changed: 1 }]);
    });

    it('are exported as tables with a header', async () => {
      await settled(dayOneMs, 1, 'ben', 'spam');
      const csv = await insight.exported(ada, period, 'days');
      expect(csv.split('\r\n')[0]).toBe(
        'day,received,decided,first_look_median_ms,first_look_p90_ms,decision_median_ms,decision_p90_ms,settled_on_this_day',
      );
      expect(csv.split('\r\n')[1]).toBe('2026-11-01,1,1,3600000,3600000,7200000,7200000,1');
      expect(await insight.exported(ada, period, 'actions')).toBe(
        'action,guideline,decisions\r\nban,spam,1\r\n',
      );
      expect(await insight.exported(ada, period, 'reasons')).toContain('spam,1,1,');
    });
  });
}
