import { randomBytes } from 'node:crypto';
import { systemRandomBytes, toBase64Url, type ModeratorRole } from '@sotto/protocol';
import { seededRandom } from '@sotto/matchmaker/testing';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Cases } from '../../cases/open-cases.ts';
import { createAppendAudit } from '../audit/append.ts';
import { verifyAudit } from '../audit/verify.ts';
import { raceOnce } from '../testing/race.ts';
import { someReport } from '../../cases/testing/some-report.ts';
import type { Acting, CaseDesk, NewDecision, QueuedCase, QueuePlace } from './case-desk.ts';
import { createCaseDesk } from './sql-case-desk.ts';

const newDecision = (change: Partial<NewDecision> = {}): NewDecision => ({
  id: toBase64Url(randomBytes(16)),
  action: 'dismiss',
  guideline: undefined,
  statement: systemRandomBytes(40),
  ban: undefined,
  also: [],
  ...change,
});

/** What the desk of moderators does on every database. @param open an empty one. */
export function describeCaseDesk(name: string, open: () => Promise<Cases>): void {
  describe(`reports on the desk, ${name}`, { timeout: 60_000 }, () => {
    const key = randomBytes(32);
    let cases: Cases;
    let desk: CaseDesk;
    beforeAll(async () => {
      cases = await open();
      desk = createCaseDesk(cases.tables, createAppendAudit(key));
    }, 60_000);
    beforeEach(() => cases.tables.run((database) => database.execute(sql`TRUNCATE reports CASCADE`)), 60_000);
    afterAll(() => cases.close());

    const by = (
      moderatorId: string,
      nowMs = 1_000,
      roles: readonly ModeratorRole[] = ['moderator'],
    ): Acting => ({
      moderatorId,
      roles,
      nowMs,
    });
    const add = async (change: Parameters<typeof someReport>[0] = {}) => {
      const report = someReport(change);
      await cases.store.add(report, 8);
      return report;
    };
    const placeOf = (row: QueuedCase): QueuePlace => row;
    const stateOf = async (id: string) => (await desk.view(id))?.report;

    it('come most urgent first, then those of whom most complain, then the oldest', async () => {
      const accusedIndex = randomBytes(32);
      const old = await add({ receivedAtMs: 10 });
      const threat = await add({ reason: 'threats', urgency: 0, receivedAtMs: 40 });
      const twice = await add({ accusedIndex, receivedAtMs: 30 });
      const again = await add({ accusedIndex, receivedAtMs: 20 });
      const rows = await desk.page({}, undefined, 10);
      expect(rows.map(({ id }) => id)).toEqual([threat.id, again.id, twice.id, old.id]);
      expect(rows.map(({ independent }) => independent)).toEqual([1, 2, 2, 1]);
    });

    it('come some hours earlier or later where so much is known of the reporter, among those that are alike', async () => {
      const accusedIndex = randomBytes(32);
      const hour = 3_600_000;
      const usual = await add({ receivedAtMs: 10 * hour });
      const ahead = await add({ receivedAtMs: 11 * hour, headStartH: 2 });
      const behind = await add({ receivedAtMs: 9 * hour, headStartH: -2 });
      const twice = await add({ accusedIndex, receivedAtMs: 30 * hour, headStartH: -4 });
      const again = await add({ accusedIndex, receivedAtMs: 20 * hour });
      const order = [again.id, twice.id, ahead.id, usual.id, behind.id];
      expect((await desk.page({}, undefined, 10)).map(({ id }) => id)).toEqual(order);
      expect((await desk.page({ untilMs: 10 * hour }, undefined, 10)).map(({ id }) => id)).toEqual([
        usual.id,
        behind.id,
      ]);
      // Once it is decided nothing of it is left.
      await desk.claim(ahead.id, by('ann'), 5_000);
      await desk.decide(ahead.id, by('ann'), newDecision({}));
      expect((await stateOf(ahead.id))?.placeAtMs).toBe(11 * hour);
    });

    it('lose their head start when they become urgent, by whichever way', async () => {
      const hour = 3_600_000;
      const late = { receivedAtMs: 10 * hour, headStartH: 4 };
      const note = () => ({ id: toBase64Url(randomBytes(16)), text: systemRandomBytes(8) });
      const [passed, escalated, sealed] = [
        await add(late),
        await add(late),
        await add({ ...late, desk: 'child-safety' }),
      ];
      for (const { id } of [passed, escalated]) await desk.claim(id, by('ann'), 5_000);
      const passOn = { from: 'moderator', to: 'child-safety', note: note() } as const;
      await desk.decide(passed.id, by('ann'), newDecision({ passOn }));
      await desk.escalate(escalated.id, by('ann'), 'child-safety', note());
      await desk.escalate(sealed.id, by('ann'), 'child-safety', note());
      for (const { id } of [passed, escalated, sealed])
        expect(await stateOf(id)).toMatchObject({ urgency: 0, placeAtMs: 10 * hour });
    });

    it('count the sides of matches that complain, not the reports of one side', async () => {
      const accusedIndex = randomBytes(32);
      const sideIndex = randomBytes(32);
      await add({ accusedIndex, sideIndex });
      const { id } = await add({ accusedIndex, sideIndex });
      expect((await stateOf(id))?.independent).toBe(1);
    });

    it('are each on one page, whatever the size of the pages', async () => {
      const accusedIndex = randomBytes(32);
      for (let i = 0; i < 23; i += 1)
        await add({
          receivedAtMs: i % 4,
          urgency: i % 2,
          ...(i % 3 === 0 && { accusedIndex }),
        });
      const all = (await desk.page({}, undefined, 100)).map(({ id }) => id);
      expect(new Set(all)).toHaveLength(23);
      for (const size of [1, 2, 5, 22, 23]) {
        const seen: string[] = [];
        let after: QueuePlace | undefined;
        for (;;) {
          const page = await desk.page({}, after, size);
          const last = page.at(-1);
          if (last === undefined) break;
          seen.push(...page.map(({ id }) => id));
          after = placeOf(last);
        }
        expect(seen).toEqual(all);
      }
    });

    it('are filtered by reason, desk, age and who holds them, and counted', async () => {
      const [a, b, c] = [
        await add({ reason: 'spam', receivedAtMs: 10 }),
        await add({ reason: 'underage', urgency: 0, desk: 'child-safety', receivedAtMs: 20 }),
        await add({ reason: 'spam', receivedAtMs: 30 }),
      ];
      await desk.claim(a.id, by('ann'), 5_000);
      const ids = async (filter: Parameters<CaseDesk['page']>[0]) =>
        (await desk.page(filter, undefined, 10)).map(({ id }) => id);
      expect(await ids({ reason: 'spam' })).toEqual([a.id, c.id]);
      expect(await ids({ desk: 'child-safety' })).toEqual([b.id]);
      expect(await ids({ untilMs: 20 })).toEqual([b.id, a.id]);
      const held = (held: 'free' | 'mine' | 'others', moderatorId: string, nowMs = 1_000) =>
        ids({ held: { by: held, moderatorId, nowMs } });
      expect(await held('mine', 'ann')).toEqual([a.id]);
      expect(await held('others', 'ann')).toEqual([]);
      expect(await held('others', 'ben')).toEqual([a.id]);
      expect(await held('free', 'ben')).toEqual([b.id, c.id]);
      expect(await held('free', 'ben', 5_000)).toEqual([b.id, a.id, c.id]);
      expect(await desk.counts(1_000)).toEqual(
        expect.arrayContaining([
          { reason: 'spam', desk: 'moderator', priority: 'usual', open: 2, held: 1 },
          { reason: 'underage', desk: 'child-safety', priority: expect.any(String), open: 1, held: 0 },
        ]),
      );
    });

    it('are found by their receipt', async () => {
      const report = await add();
      expect(await desk.find(report.receiptHash)).toBe(report.id);
      expect(await desk.find(randomBytes(32))).toBeUndefined();
    });

    it('are held by one at a time, until the time is over', async () => {
      const { id, receiptHash } = await add();
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, i) => desk.claim(id, by(`moderator ${i}`), 5_000)),
      );
      expect(answers.filter((answer) => answer === 'claimed')).toHaveLength(1);
      expect(answers.filter((answer) => answer === 'held')).toHaveLength(9);
      expect(await cases.store.findByReceipt(receiptHash)).toMatchObject({ state: 'in-review' });
      const holder = (await stateOf(id))?.holder ?? '';
      expect(await desk.claim(id, by(holder, 4_000), 8_000)).toBe('claimed');
      expect(await desk.claim(id, by('late', 7_999), 9_000)).toBe('held');
      expect(await desk.claim(id, by('late', 8_000), 9_000)).toBe('claimed');
      expect(await desk.release(id, by(holder, 8_100))).toBe('not-held');
      expect(await desk.release(id, by('late', 8_100))).toBe('released');
      expect((await stateOf(id))?.holder).toBeNull();
      expect(await desk.claim('nothing', by('ann'), 5_000)).toBe('unknown');
    });

    it('give what they rest on to whoever holds them, and to nobody else', async () => {
      const { id, evidence } = await add();
      expect(await desk.openEvidence(id, by('ann'))).toBe('not-held');
      await desk.claim(id, by('ann'), 5_000);
      const opened = await desk.openEvidence(id, by('ann'));
      if (typeof opened === 'string') throw new Error(opened);
      expect(Buffer.from(opened.evidence)).toEqual(Buffer.from(evidence));
      expect(await desk.openEvidence(id, by('ben'))).toBe('not-held');
      expect(await desk.openEvidence(id, by('ann', 5_000))).toBe('not-held');
    });

    it('are sealed from other roles than their desk says, and can be put first by everybody', async () => {
      const { id } = await add({ desk: 'child-safety' });
      const note = { id: 'n1', text: systemRandomBytes(8) };
      expect(await desk.claim(id, by('ann'), 5_000)).toBe('sealed');
      expect(await desk.claim(id, by('ada', 1_000, ['administrator']), 5_000)).toBe('sealed');
      expect(await desk.openEvidence(id, by('ann'))).toBe('sealed');
      expect(await desk.decide(id, by('ann'), newDecision())).toBe('sealed');
      expect(await desk.escalate(id, by('ann'), 'moderator', note)).toBe('sealed');
      expect(await desk.escalate(id, by('ann'), 'child-safety', note)).toBe('escalated');
      expect(await stateOf(id)).toMatchObject({ desk: 'child-safety', urgency: 0 });
      expect(await desk.claim(id, by('cy', 1_000, ['child-safety']), 5_000)).toBe('claimed');
    });

    it('go to another desk with a note, and are shut to whoever passed them on', async () => {
      const { id } = await add();
      const note = { id: 'n2', text: Uint8Array.of(1, 2, 3) };
      expect(await desk.escalate(id, by('ann'), 'child-safety', note)).toBe('not-held');
      await desk.claim(id, by('ann'), 5_000);
      expect(await desk.escalate(id, by('ann'), 'child-safety', note)).toBe('escalated');
      expect(await stateOf(id)).toMatchObject({ desk: 'child-safety', urgency: 0, holder: null });
      expect((await desk.view(id))?.notes).toMatchObject([{ moderatorId: 'ann' }]);
      expect(await desk.openEvidence(id, by('ann'))).toBe('sealed');
    });

    it('are decided once, with others of the same person that nobody else holds', async () => {
      const accusedIndex = randomBytes(32);
      const own = await add({ accusedIndex });
      const free = await add({ accusedIndex });
      const bens = await add({ accusedIndex });
      const stranger = await add();
      await desk.claim(own.id, by('ann'), 5_000);
      await desk.claim(bens.id, by('ben'), 5_000);
      const decision = newDecision({ also: [free.id, bens.id, stranger.id, 'nothing'] });
      expect(await desk.decide(own.id, by('ben'), newDecision())).toBe('not-held');
      expect(await desk.decide(own.id, by('ann'), decision)).toEqual([own.id, free.id]);
      expect(await desk.decide(own.id, by('ann'), newDecision())).toBe('decided');
      expect(await desk.claim(free.id, by('ben'), 5_000)).toBe('decided');
      expect(await cases.store.findByReceipt(free.receiptHash)).toMatchObject({ state: 'decided' });
      const view = await desk.view(bens.id);
      expect(view?.others.map(({ id, action }) => [id, action]).sort()).toEqual(
        [
          [own.id, 'dismiss'],
          [free.id, 'dismiss'],
        ].sort(),
      );
      expect((await desk.page({}, undefined, 10)).map(({ id }) => id).sort()).toEqual(
        [bens.id, stranger.id].sort(),
      );
    });

    it('are given back by whoever decided, for a while', async () => {
      const { id } = await add();
      await desk.claim(id, by('ann'), 5_000);
      const decision = newDecision({
        action: 'ban',
        guideline: 'respect',
        ban: { banHandle: 'x', untilMs: 9e12 },
      });
      await desk.decide(id, by('ann', 2_000), decision);
      expect(await desk.undo(decision.id, by('ben', 3_000), 0, 9_000)).toBe('unknown');
      expect(await desk.undo(decision.id, by('ann', 3_000), 2_001, 9_000)).toBe('too-late');
      expect(await desk.undo(decision.id, by('ann', 3_000), 2_000, 9_000)).toEqual([id]);
      expect(await desk.undo(decision.id, by('ann', 3_000), 2_000, 9_000)).toBe('unknown');
      expect(await stateOf(id)).toMatchObject({ state: 'in-review', holder: 'ann', heldUntilMs: 9_000 });
      expect(await desk.decide(id, by('ann', 4_000), newDecision())).toEqual([id]);
      const bans = await cases.tables.run((database) =>
        database.execute<{ lifted: string }>(sql`SELECT lifted_at_ms::text AS lifted FROM bans`),
      );
      expect(bans).toContainEqual({ lifted: '3000' });
    });

    it('are never decided by two, whatever two moderators do at once', async () => {
      const random = seededRandom(7);
      for (let i = 0; i < 40; i += 1) {
        const { id } = await add();
        expect(await raceOnce(desk, id, random)).toMatchObject({ decisions: 1, told: 1 });
      }
    });

    it('leave a log that holds', async () => {
      const { id } = await add();
      await desk.claim(id, by('ann'), 5_000);
      await desk.openEvidence(id, by('ann'));
      await desk.decide(id, by('ann'), newDecision());
      const rows = await cases.tables.run((database) =>
        database.execute<{ action: string }>(
          sql`SELECT action FROM audit WHERE subject = ${id} ORDER BY seq`,
        ),
      );
      expect(rows.map(({ action }) => action)).toEqual(['case-claimed', 'evidence-opened', 'case-decided']);
      expect((await verifyAudit(cases.tables, key)).fault).toBeUndefined();
    });
  });
}
