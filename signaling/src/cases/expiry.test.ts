import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appeals, decisions } from '../moderator/cases/schema.ts';
import { describeOnBoth } from '../moderator/testing/both-databases.ts';
import { longestForAppealMs } from './case-store.ts';
import type { Cases } from './open-cases.ts';
import { someReport } from './testing/some-report.ts';

describeOnBoth((name, open) => {
  describe(`a report that an open appeal is about, ${name}`, { timeout: 60_000 }, () => {
    let cases: Cases;
    beforeAll(async () => {
      cases = await open();
    }, 60_000);
    afterAll(() => cases.close());

    it('is kept beyond its time, and not for ever', async () => {
      const expiresAtMs = 20_000;
      const { id } = someReport();
      await cases.store.add(someReport({ id, expiresAtMs }), 8);
      const by = { moderatorId: 'ann', firstModerator: 'ann', desk: 'moderator', atMs: 0 } as const;
      await cases.tables.transaction(async (database) => {
        const what = { id, reportId: id, action: 'ban', statement: randomBytes(8) } as const;
        await database.insert(decisions).values({ ...by, ...what });
        await database.insert(appeals).values({ ...by, decisionId: id, text: randomBytes(8) });
      });
      expect(await cases.store.deleteExpired(expiresAtMs + longestForAppealMs - 1)).toBe(0);
      expect(await cases.store.deleteExpired(expiresAtMs + longestForAppealMs)).toBe(1);
    });
  });
});
