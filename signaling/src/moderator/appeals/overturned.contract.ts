import { randomBytes } from 'node:crypto';
import { fail, systemRandomBytes, toBase64Url, type ModeratorRole, type ReportDesk } from '@sotto/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cases } from '../../cases/open-cases.ts';
import { someReport } from '../../cases/testing/some-report.ts';
import { createAppendAudit } from '../audit/append.ts';
import type { CaseDesk, NewDecision } from '../cases/case-desk.ts';
import { createCaseDesk } from '../cases/sql-case-desk.ts';
import { createTextBox } from '../cases/text-box.ts';
import { statementReceipt } from '../statements/receipt.ts';
import { createStatements } from '../statements/service.ts';
import { createAppealService } from './service.ts';
import { createAppealDesk } from './sql-appeal-desk.ts';

const everyRole: readonly ModeratorRole[] = ['moderator', 'child-safety', 'administrator'];
const nowMs = 10_000;
const clock = () => nowMs;
const newId = () => toBase64Url(randomBytes(16));

/** What a decision that is overturned says of those who reported, on every database. @param open an empty one. */
export function describeOverturned(name: string, open: () => Promise<Cases>): void {
  describe(`a decision that is overturned, ${name}`, { timeout: 60_000 }, () => {
    const key = randomBytes(32);
    const textBox = createTextBox(key, systemRandomBytes);
    let cases: Cases;
    let desk: CaseDesk;
    beforeAll(async () => {
      cases = await open();
      desk = createCaseDesk(cases.tables, createAppendAudit(key));
    }, 60_000);
    afterAll(() => cases.close());

    const ann = (atMs = nowMs) => ({ moderatorId: 'ann', roles: everyRole, nowMs: atMs });
    const report = async (accusedIndex = randomBytes(32)) => {
      const added = someReport({ accusedIndex });
      await cases.store.add(added, 8);
      return added.id;
    };
    const decide = async (reportId: string, change: Partial<NewDecision> = {}, atMs = nowMs) => {
      const id = newId();
      await desk.claim(reportId, ann(atMs), atMs + 5_000);
      const settled = await desk.decide(reportId, ann(atMs), {
        id,
        action: 'ban',
        guideline: 'respect',
        statement: textBox.seal(id, 'You insulted somebody.'),
        ban: { banHandle: 'x', untilMs: 90_000_000 },
        also: [],
        ...change,
      });
      expect(settled).toContain(reportId);
      return id;
    };
    const passOn = (from: ReportDesk, to: ReportDesk) => ({
      passOn: { from, to, note: { id: newId(), text: systemRandomBytes(8) } },
    });
    const dismissal = { action: 'dismiss', guideline: undefined, ban: undefined } as const;

    /** What is told of reporters when Ben judges an appeal against this decision. */
    const toldBy = async (decision: string, outcome: 'overturned' | 'upheld') => {
      const told: unknown[] = [];
      const { tables } = cases;
      const append = createAppendAudit(key);
      const statements = createStatements({
        tables,
        append,
        textBox,
        key,
        onAcknowledged: () => undefined,
        clock,
      });
      await statements.appeal(statementReceipt(key, decision), 'That was a quote.');
      const service = createAppealService({
        desk: createAppealDesk(tables, append),
        box: { open: () => fail('unreadable' as const) },
        textBox,
        bans: { refresh: () => Promise.resolve() },
        reporters: { settle: async (ids, verdict) => void told.push([...ids].sort(), verdict) },
        clock,
      });
      const ben = { id: 'ben', name: 'Ben', roles: everyRole };
      await service.claim(ben, decision);
      expect((await service.decide(ben, decision, { outcome, text: 'I read it again.' })).ok).toBe(true);
      return told;
    };

    it('did not uphold the reports that it settled, and one that was upheld on appeal says nothing new', async () => {
      const accusedIndex = randomBytes(32);
      const [id, other] = [await report(accusedIndex), await report(accusedIndex)];
      const wrong = await decide(id, { also: [other] });
      expect(await toldBy(wrong, 'overturned')).toEqual([[id, other].sort(), 'dismissed']);
      expect(await toldBy(await decide(await report()), 'upheld')).toEqual([]);
    });

    it('did not uphold a report that it passed on, as long as nobody there has decided', async () => {
      const id = await report();
      const wrong = await decide(id, passOn('moderator', 'administrator'));
      expect(await toldBy(wrong, 'overturned')).toEqual([[id], 'dismissed']);
    });

    it('leaves what somebody has decided since, also where they passed it on as well', async () => {
      for (const later of [dismissal, passOn('administrator', 'child-safety')]) {
        const accusedIndex = randomBytes(32);
        const [id, other] = [await report(accusedIndex), await report(accusedIndex)];
        const wrong = await decide(id, { also: [other], ...passOn('moderator', 'administrator') });
        await decide(id, later, nowMs + 1_000);
        expect(await toldBy(wrong, 'overturned')).toEqual([[other], 'dismissed']);
      }
    });
  });
}
