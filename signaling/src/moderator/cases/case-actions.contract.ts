import { randomBytes } from 'node:crypto';
import { systemRandomBytes, toBase64Url, type ModeratorRole } from '@sotto/protocol';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Cases } from '../../cases/open-cases.ts';
import { someReport } from '../../cases/testing/some-report.ts';
import { createAppendAudit } from '../audit/append.ts';
import type { Acting, CaseDesk, NewDecision } from './case-desk.ts';
import { createCaseDesk } from './sql-case-desk.ts';

/** What a decision can do besides settling reports, on every database. @param open an empty one. */
export function describeCaseActions(name: string, open: () => Promise<Cases>): void {
  describe(`actions on a report, ${name}`, { timeout: 60_000 }, () => {
    let cases: Cases;
    let desk: CaseDesk;
    beforeAll(async () => {
      cases = await open();
      desk = createCaseDesk(cases.tables, createAppendAudit(randomBytes(32)));
    }, 60_000);
    beforeEach(() => cases.tables.run((database) => database.execute(sql`TRUNCATE reports CASCADE`)), 60_000);
    afterAll(() => cases.close());

    const by = (
      moderatorId: string,
      nowMs = 1_000,
      roles: readonly ModeratorRole[] = ['moderator'],
    ): Acting => ({ moderatorId, roles, nowMs });
    const add = async (change: Parameters<typeof someReport>[0] = {}) => {
      const report = someReport(change);
      await cases.store.add(report, 8);
      return report;
    };
    const note = () => ({ id: toBase64Url(randomBytes(16)), text: systemRandomBytes(8) });
    const decision = (change: Partial<NewDecision> = {}): NewDecision => ({
      id: toBase64Url(randomBytes(16)),
      action: 'ban',
      guideline: 'safety',
      statement: systemRandomBytes(40),
      ban: { banHandle: 'x', untilMs: undefined },
      also: [],
      ...change,
    });
    const passOn = () => ({ from: 'moderator', to: 'child-safety', note: note() }) as const;
    const rowsOf = async (query: ReturnType<typeof sql>) =>
      cases.tables.run((database) => database.execute<Record<string, string>>(query));

    it('shut somebody out and pass the report on, in one decision; the next one settles it', async () => {
      const accusedIndex = randomBytes(32);
      const { id } = await add({ accusedIndex });
      const other = await add({ accusedIndex });
      await desk.claim(id, by('ann'), 5_000);
      const first = decision({ also: [id, other.id], passOn: passOn() });
      expect(await desk.decide(id, by('ann'), first)).toEqual([id, other.id]);
      const view = await desk.view(id);
      expect(view?.report).toMatchObject({
        state: 'in-review',
        desk: 'child-safety',
        urgency: 0,
        holder: null,
      });
      expect(view?.decision).toBeUndefined();
      expect(view?.earlier).toMatchObject([{ id: first.id, action: 'ban', passedTo: 'child-safety' }]);
      expect(view?.notes).toHaveLength(1);
      expect((await desk.view(other.id))?.decision?.id).toBe(first.id);
      expect(await rowsOf(sql`SELECT ban_handle FROM bans WHERE decision_id = ${first.id}`)).toHaveLength(1);

      const cy = by('cy', 2_000, ['child-safety']);
      await desk.claim(id, cy, 5_000);
      const second = decision({ action: 'dismiss', guideline: undefined, ban: undefined });
      expect(await desk.decide(id, cy, second)).toEqual([id]);
      const settled = await desk.view(id);
      expect(settled?.decision?.id).toBe(second.id);
      expect(settled?.earlier.map((each) => each.id)).toEqual([first.id]);
    });

    it('come back whole when they are taken back, unless the other desk has begun', async () => {
      for (const begun of [false, true]) {
        const { id } = await add();
        await desk.claim(id, by('ann'), 5_000);
        const passed = decision({ passOn: passOn() });
        await desk.decide(id, by('ann'), passed);
        if (begun) await desk.claim(id, by('cy', 1_500, ['child-safety']), 5_000);
        expect(await desk.undo(passed.id, by('ann', 2_000), 0, 9_000)).toEqual([id]);
        const view = await desk.view(id);
        expect(view?.report).toMatchObject(
          begun ? { desk: 'child-safety', holder: 'cy' } : { desk: 'moderator', holder: 'ann' },
        );
        expect(view?.earlier).toEqual([]);
        expect(
          await rowsOf(sql`SELECT lifted_at_ms::text AS at FROM bans WHERE decision_id = ${passed.id}`),
        ).toEqual([{ at: '2000' }]);
      }
    });

    it('stay as somebody else has decided them since, when they are taken back', async () => {
      const accusedIndex = randomBytes(32);
      const { id } = await add({ accusedIndex });
      const other = await add({ accusedIndex });
      await desk.claim(id, by('ann'), 5_000);
      const passed = decision({ also: [other.id], passOn: passOn() });
      await desk.decide(id, by('ann'), passed);
      const cy = by('cy', 1_500, ['child-safety']);
      await desk.claim(id, cy, 5_000);
      const second = decision({ action: 'dismiss', guideline: undefined, ban: undefined });
      await desk.decide(id, cy, second);
      expect(await desk.undo(passed.id, by('ann', 2_000), 0, 9_000)).toEqual([other.id]);
      expect((await desk.view(id))?.decision?.id).toBe(second.id);

      const { id: onward } = await add();
      await desk.claim(onward, by('ann'), 5_000);
      const first = decision({ passOn: passOn() });
      await desk.decide(onward, by('ann'), first);
      await desk.claim(onward, cy, 5_000);
      await desk.decide(
        onward,
        cy,
        decision({ passOn: { from: 'child-safety', to: 'administrator', note: note() } }),
      );
      expect(await desk.undo(first.id, by('ann', 2_000), 0, 9_000)).toEqual([]);
    });

    it('warn somebody, and not once it is taken back', async () => {
      const { id } = await add();
      await desk.claim(id, by('ann'), 5_000);
      const warning = { banHandle: 'w', expiresAtMs: 9e12 };
      const warn = decision({ action: 'warn', ban: undefined, warning });
      await desk.decide(id, by('ann'), warn);
      const stored = sql`
        SELECT ban_handle AS handle, lifted_at_ms::text AS lifted, version::int > 0 AS numbered
        FROM warnings WHERE decision_id = ${warn.id}`;
      expect(await rowsOf(stored)).toEqual([{ handle: 'w', lifted: null, numbered: true }]);
      await desk.undo(warn.id, by('ann', 2_000), 0, 9_000);
      expect(await rowsOf(stored)).toMatchObject([{ lifted: '2000' }]);
    });

    it('close many reports of one person with one decision', async () => {
      const accusedIndex = randomBytes(32);
      const all = [];
      for (let i = 0; i < 30; i += 1) all.push((await add({ accusedIndex })).id);
      const [first = '', ...others] = all;
      await desk.claim(first, by('ann'), 5_000);
      const decided = await add({ accusedIndex, receivedAtMs: 2e12 });
      await desk.claim(decided.id, by('ben'), 5_000);
      await desk.decide(decided.id, by('ben'), decision());
      expect((await desk.view(first))?.others.at(-1)).toMatchObject({ id: decided.id, state: 'decided' });
      const bulk = decision({ also: others });
      const settled = await desk.decide(first, by('ann'), bulk);
      expect(settled).toEqual([first, ...others.sort()]);
      expect(await desk.page({}, undefined, 100)).toEqual([]);
      const ofEach = sql`SELECT subject FROM audit WHERE action = 'case-decided' AND details LIKE ${`%"${bulk.id}"%`}`;
      expect((await rowsOf(ofEach)).map(({ subject }) => subject).sort()).toEqual([...all].sort());
      await desk.undo(bulk.id, by('ann', 2_000), 0, 9_000);
      expect(await desk.page({}, undefined, 100)).toHaveLength(30);
      const undone = sql`SELECT subject FROM audit WHERE action = 'decision-undone' AND subject = ${others[0]}`;
      expect(await rowsOf(undone)).toHaveLength(1);
    });

    it('keep a report beyond its time while it is held, and no longer', async () => {
      const { id } = await add({ expiresAtMs: 2_000 });
      await add({ expiresAtMs: 2_000 });
      const ada = by('ada', 1_000, ['administrator']);
      expect(await desk.hold(id, ada, true, note())).toBe('done');
      expect(await desk.hold('nothing', ada, true, note())).toBe('unknown');
      expect(await cases.store.deleteExpired(3_000)).toBe(1);
      expect((await desk.view(id))?.legalHold).toMatchObject({ by: 'ada', atMs: 1_000 });
      await desk.hold(id, ada, false, note());
      expect((await desk.view(id))?.legalHold).toBeUndefined();
      expect(await cases.store.deleteExpired(3_000)).toBe(1);
      expect(await rowsOf(sql`SELECT action FROM audit WHERE subject = ${id} ORDER BY seq`)).toEqual([
        { action: 'legal-hold-set' },
        { action: 'legal-hold-ended' },
      ]);
    });
  });
}
