import { randomBytes } from 'node:crypto';
import { fail, systemRandomBytes, toBase64Url, type ModeratorRole } from '@sotto/protocol';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Cases } from '../../cases/open-cases.ts';
import { someReport } from '../../cases/testing/some-report.ts';
import { createAppendAudit } from '../audit/append.ts';
import { verifyAudit } from '../audit/verify.ts';
import type { Acting, CaseDesk, NewDecision } from '../cases/case-desk.ts';
import { createCaseDesk } from '../cases/sql-case-desk.ts';
import { createTextBox } from '../cases/text-box.ts';
import { statementReceipt } from '../statements/receipt.ts';
import { createStatements, type Statements } from '../statements/service.ts';
import { appealWithinMs } from '../statements/statement-rows.ts';
import type { AppealDesk, NewOutcome } from './appeal-desk.ts';
import { createAppealService } from './service.ts';
import { createAppealDesk } from './sql-appeal-desk.ts';

/** What the desk of appeals does on every database. @param open an empty one. */
export function describeAppealDesk(name: string, open: () => Promise<Cases>): void {
  describe(`appeals on the desk, ${name}`, { timeout: 60_000 }, () => {
    const key = randomBytes(32);
    const textBox = createTextBox(key, systemRandomBytes);
    let nowMs = 10_000;
    let cases: Cases;
    let desk: CaseDesk;
    let appeals: AppealDesk;
    let statements: Statements;
    beforeAll(async () => {
      cases = await open();
      const { tables } = cases;
      const append = createAppendAudit(key);
      desk = createCaseDesk(tables, append);
      appeals = createAppealDesk(tables, append);
      const onAcknowledged = () => undefined;
      statements = createStatements({ tables, append, textBox, key, onAcknowledged, clock: () => nowMs });
    }, 60_000);
    beforeEach(async () => {
      nowMs = 10_000;
      await cases.tables.run((database) => database.execute(sql`TRUNCATE reports, decisions CASCADE`));
    }, 60_000);
    afterAll(() => cases.close());

    const by = (moderatorId: string, roles: readonly ModeratorRole[] = ['moderator']): Acting => ({
      moderatorId,
      roles,
      nowMs,
    });
    const note = () => ({ id: toBase64Url(randomBytes(16)), text: systemRandomBytes(8) });
    const outcome = (id: string, change: Partial<NewOutcome> = {}): NewOutcome => ({
      outcome: 'upheld',
      answer: textBox.seal(`${id}/answer`, 'I see it the same way.'),
      untilMs: undefined,
      ...change,
    });

    /** Ann bans, or warns, whom a new report accuses. */
    const decided = async (
      change: Partial<NewDecision> = {},
      report: Parameters<typeof someReport>[0] = {},
    ) => {
      const { id: reportId } = someReport();
      await cases.store.add(someReport({ id: reportId, ...report }), 8);
      const roles: ModeratorRole[] = ['moderator', 'child-safety'];
      await desk.claim(reportId, by('ann', roles), nowMs + 5_000);
      const id = toBase64Url(randomBytes(16));
      const settled = await desk.decide(reportId, by('ann', roles), {
        id,
        action: 'ban',
        guideline: 'respect',
        statement: textBox.seal(id, 'You insulted somebody.'),
        ban: { banHandle: 'x', untilMs: 90_000_000 },
        also: [],
        ...change,
      });
      expect(settled).toEqual([reportId]);
      return { id, reportId, receipt: statementReceipt(key, id) };
    };
    const appealed = async (...args: Parameters<typeof decided>) => {
      const decision = await decided(...args);
      expect(await statements.appeal(decision.receipt, 'That was a quote.')).toMatchObject({ ok: true });
      return decision;
    };
    const banOf = async (id: string) => {
      const rows = await cases.tables.run((database) =>
        database.execute<{ until: string | null; lifted: string | null }>(
          sql`SELECT until_ms::text AS until, lifted_at_ms::text AS lifted FROM bans WHERE decision_id = ${id}`,
        ),
      );
      return rows[0];
    };

    it('come by the receipt of the statement, once for each decision, however many come at once', async () => {
      const { receipt, id, reportId } = await decided();
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => statements.appeal(receipt, 'That was a quote.')),
      );
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      expect(await statements.appeal(receipt, 'Again.')).toEqual({ ok: false, error: 'closed' });
      expect(await appeals.page(undefined, 10)).toMatchObject([{ id, reportId, measure: 'ban' }]);
      expect(await appeals.count()).toBe(1);
      const foreign = statementReceipt(randomBytes(32), id);
      expect(await statements.appeal(foreign, 'Mine.')).toEqual({ ok: false, error: 'unknown' });
      expect(await statements.lookUp(foreign)).toBeUndefined();
    });

    it('are the oldest first, each on one page', async () => {
      const ids: string[] = [];
      for (nowMs = 10_000; nowMs < 10_005; nowMs += 1) ids.push((await appealed()).id);
      const first = await appeals.page(undefined, 3);
      const second = await appeals.page(first.at(-1), 3);
      expect([...first, ...second].map(({ id }) => id)).toEqual(ids);
    });

    it('are too late after six months, and against what was taken back', async () => {
      const late = await decided();
      const undone = await decided();
      await desk.undo(undone.id, by('ann'), 0, nowMs + 5_000);
      expect(await statements.lookUp(undone.receipt)).toMatchObject({ standing: 'lifted' });
      expect(await statements.appeal(undone.receipt, 'Please.')).toEqual({ ok: false, error: 'closed' });
      nowMs += appealWithinMs;
      expect(await statements.appeal(late.receipt, 'Please.')).toEqual({ ok: false, error: 'closed' });
    });

    it('vanish with a decision that is taken back', async () => {
      const { id } = await appealed();
      await desk.undo(id, by('ann'), 0, nowMs + 5_000);
      expect(await appeals.count()).toBe(0);
      expect(await appeals.claim(id, by('ben'), 20_000)).toBe('unknown');
    });

    it('are decided by somebody else than who decided first', async () => {
      const { id } = await appealed();
      expect(await appeals.claim(id, by('ann'), 20_000)).toBe('own');
      expect(await appeals.decide(id, by('ann'), outcome(id))).toBe('own');
      expect(await appeals.decide(id, by('ben'), outcome(id))).toBe('not-held');
      expect(await appeals.claim(id, by('ben'), 20_000)).toBe('claimed');
      expect(await appeals.decide(id, by('ben'), outcome(id))).toBe('decided-now');
    });

    it('are refused to who decided first by the database itself', async () => {
      const { id } = await appealed();
      const write = (set: string, where = `decision_id = '${id}'`) =>
        cases.tables.run((database) => database.execute(sql.raw(`UPDATE appeals SET ${set} WHERE ${where}`)));
      await expect(write(`holder = 'ann'`)).rejects.toThrow();
      await expect(
        write(`outcome = 'upheld', decided_by = 'ann', decided_at_ms = 1, answer = '\\x00'`),
      ).rejects.toThrow();
      await expect(write(`first_moderator = 'ben'`)).rejects.toThrow();
      await expect(write(`outcome = 'upheld'`)).rejects.toThrow();
      await write(`outcome = 'upheld', decided_by = 'ben', decided_at_ms = 1, answer = '\\x00'`);
    });

    it('are held by one at a time, and judged by one of many', async () => {
      const { id } = await appealed();
      const names = ['ben', 'cy', 'dee', 'eve'];
      const claims = await Promise.all(names.map((who) => appeals.claim(id, by(who), 20_000)));
      expect(claims.filter((answer) => answer === 'claimed')).toHaveLength(1);
      expect(claims.filter((answer) => answer === 'held')).toHaveLength(3);
      const holder = names[claims.indexOf('claimed')] ?? '';
      const answers = await Promise.all([1, 2, 3].map(() => appeals.decide(id, by(holder), outcome(id))));
      expect(answers.filter((answer) => answer === 'decided-now')).toHaveLength(1);
      expect(answers.filter((answer) => answer === 'decided')).toHaveLength(2);
    });

    it('end a ban at once where they are right, and show it by the receipt', async () => {
      const { id, receipt, reportId } = await appealed();
      await appeals.claim(id, by('ben'), 20_000);
      const opened = await appeals.openEvidence(id, by('ben'));
      expect(opened).toMatchObject({ reportId });
      expect(await appeals.openEvidence(id, by('cy'))).toBe('not-held');
      expect((await statements.lookUp(receipt))?.standing).toBe('in-force');
      const right = outcome(id, { outcome: 'overturned', answer: textBox.seal(`${id}/answer`, 'It was.') });
      expect(await appeals.decide(id, by('ben'), right)).toBe('decided-now');
      expect(await banOf(id)).toMatchObject({ lifted: String(nowMs) });
      expect(await statements.lookUp(receipt)).toMatchObject({
        standing: 'lifted',
        automated: false,
        appeal: { decided: { outcome: 'overturned', text: 'It was.' } },
      });
      expect(await desk.undo(id, by('ann'), 0, 20_000)).toBe('too-late');
      expect((await desk.view(reportId))?.decision).toMatchObject({ appealOutcome: 'overturned' });
    });

    it('shorten a ban, and never lengthen it', async () => {
      const { id, receipt } = await appealed();
      await appeals.claim(id, by('ben'), 20_000);
      const until = (untilMs: number) =>
        appeals.decide(id, by('ben'), outcome(id, { outcome: 'shortened', untilMs }));
      expect(await until(90_000_000)).toBe('not-shorter');
      expect(await until(50_000_000)).toBe('decided-now');
      expect(await statements.lookUp(receipt)).toMatchObject({ standing: 'in-force', untilMs: 50_000_000 });
      const forGood = await appealed({ ban: { banHandle: 'y', untilMs: undefined } });
      await appeals.claim(forGood.id, by('ben'), 20_000);
      const shortened = outcome(forGood.id, { outcome: 'shortened', untilMs: 50_000_000 });
      expect(await appeals.decide(forGood.id, by('ben'), shortened)).toBe('decided-now');
      expect(await banOf(forGood.id)).toMatchObject({ until: '50000000' });
    });

    it('against a warning take it back, and can shorten nothing', async () => {
      const { id, receipt } = await appealed({
        action: 'warn',
        ban: undefined,
        warning: { banHandle: 'x', expiresAtMs: 9e12 },
      });
      await appeals.claim(id, by('ben'), 20_000);
      const shortened = outcome(id, { outcome: 'shortened', untilMs: 1 });
      expect(await appeals.decide(id, by('ben'), shortened)).toBe('not-shorter');
      await appeals.decide(id, by('ben'), outcome(id, { outcome: 'overturned' }));
      expect(await statements.lookUp(receipt)).toMatchObject({ measure: 'warn', standing: 'lifted' });
    });

    it('stay sealed to the role that the report was for', async () => {
      const { id } = await appealed({}, { desk: 'child-safety' });
      expect(await appeals.claim(id, by('ben'), 20_000)).toBe('sealed');
      expect(await appeals.claim(id, by('cy', ['child-safety']), 20_000)).toBe('claimed');
    });

    it('stay sealed to that role when the report had its time before somebody appealed', async () => {
      const { id, receipt } = await decided({}, { desk: 'child-safety', expiresAtMs: 20_000 });
      const early = await decided({}, { expiresAtMs: 20_000 });
      expect(await cases.store.deleteExpired(20_000)).toBe(2);
      await cases.tables.run((database) =>
        database.execute(sql`UPDATE decisions SET desk = NULL WHERE id = ${early.id}`),
      );
      for (const each of [receipt, early.receipt])
        expect(await statements.appeal(each, 'That was a quote.')).toMatchObject({ ok: true });
      for (const each of [id, early.id]) {
        expect(await appeals.claim(each, by('ben'), 20_000)).toBe('sealed');
        expect(await appeals.claim(each, by('cy', ['child-safety']), 20_000)).toBe('claimed');
      }
    });

    it('follow a report that was passed on after the decision, also when it is gone', async () => {
      const passOn = { from: 'moderator', to: 'administrator', note: note() } as const;
      const { receipt, id, reportId } = await decided({ passOn }, { expiresAtMs: 20_000 });
      const ada = by('ada', ['administrator']);
      await desk.claim(reportId, ada, 20_000);
      expect(await desk.escalate(reportId, ada, 'child-safety', note())).toBe('escalated');
      expect(await cases.store.deleteExpired(20_000)).toBe(1);
      expect(await statements.appeal(receipt, 'That was a quote.')).toMatchObject({ ok: true });
      expect(await appeals.claim(id, ada, 20_000)).toBe('sealed');
    });

    it('are closed to who may not see the report any more, though they came before it was passed on', async () => {
      const passOn = { from: 'moderator', to: 'administrator', note: note() } as const;
      const { id, reportId } = await appealed({ passOn });
      const ada = by('ada', ['administrator']);
      expect(await appeals.claim(id, ada, 20_000)).toBe('claimed');
      await desk.claim(reportId, ada, 20_000);
      await desk.escalate(reportId, ada, 'child-safety', note());
      expect(await appeals.openEvidence(id, ada)).toBe('sealed');
      expect(await appeals.decide(id, ada, outcome(id))).toBe('sealed');
      const box = { open: () => fail('unreadable' as const) };
      const others = { bans: { refresh: async () => {} }, reporters: { settle: async () => {} } };
      const service = createAppealService({ desk: appeals, box, textBox, ...others, clock: () => nowMs });
      const seen = await service.view({ id: 'ada', name: 'Ada', roles: ['administrator'] }, id);
      expect(seen).toMatchObject({ sealed: true, desk: 'administrator' });
      expect(seen).not.toHaveProperty('text');
      expect(seen).not.toHaveProperty('statement');
      nowMs = 30_000;
      expect(await appeals.claim(id, by('cy', ['administrator', 'child-safety']), 40_000)).toBe('claimed');
    });

    it('keep what they are about from being deleted until they are decided', async () => {
      const { id } = await appealed({}, { expiresAtMs: 20_000 });
      await decided({}, { expiresAtMs: 20_000 });
      expect(await cases.store.deleteExpired(20_000)).toBe(1);
      await appeals.claim(id, by('ben'), 30_000);
      await appeals.decide(id, by('ben'), outcome(id));
      expect(await cases.store.deleteExpired(20_000)).toBe(1);
      expect(await appeals.view(id)).toMatchObject({ evidenceKept: false, judgeable: false });
    });

    it('leave a log that holds', async () => {
      const { id, reportId } = await appealed();
      await appeals.claim(id, by('ben'), 20_000);
      await appeals.release(id, by('ben'));
      await appeals.claim(id, by('cy'), 20_000);
      await appeals.openEvidence(id, by('cy'));
      await appeals.decide(id, by('cy'), outcome(id));
      const rows = await cases.tables.run((database) =>
        database.execute<{ actor: string; action: string }>(
          sql`SELECT actor, action FROM audit WHERE subject = ${reportId} ORDER BY seq`,
        ),
      );
      expect(rows.map(({ actor, action }) => `${actor} ${action}`)).toEqual([
        'ann case-claimed',
        'ann case-decided',
        'somebody appeal-made',
        'ben appeal-claimed',
        'ben appeal-released',
        'cy appeal-claimed',
        'cy evidence-opened',
        'cy appeal-decided',
      ]);
      expect((await verifyAudit(cases.tables, key)).fault).toBeUndefined();
    });
  });
}
