import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cases } from '../../cases/open-cases.ts';
import { createAppendAudit, type AppendAudit } from './append.ts';
import type { AuditEntry } from './chain.ts';
import { verifyAudit } from './verify.ts';

/** What the audit log does on every database. @param open an empty one; a second call is a second node. */
export function describeAudit(name: string, open: () => Promise<Cases>): void {
  describe(`the audit log ${name}`, { timeout: 60_000 }, () => {
    const key = randomBytes(32);
    const append: AppendAudit = createAppendAudit(key);
    const entry: AuditEntry = {
      atMs: 5,
      actor: 'ada',
      action: 'signed-in',
      subject: 'ada',
      details: { with: 'totp' },
    };
    let cases: Cases;
    beforeAll(async () => {
      cases = await open();
    }, 60_000);
    afterAll(() => cases.close());

    const act = () => cases.tables.transaction((database) => append(database, entry));
    const verify = () => verifyAudit(cases.tables, key);
    /** Alters the log as somebody would who has the database, looks, and puts all back. */
    const tamper = async (...statements: string[]) => {
      const undo = new Error('undo');
      let seen: unknown;
      const tampered = cases.tables.transaction(async (database) => {
        for (const statement of statements) await database.execute(sql.raw(statement));
        const here = { run: (work: (d: typeof database) => Promise<never>) => work(database) };
        seen = (await verifyAudit(here as never, key)).fault;
        throw undo;
      });
      await expect(tampered).rejects.toBe(undo);
      return seen;
    };

    it('stays one chain where many append at once', async () => {
      await Promise.all(Array.from({ length: 100 }, act));
      expect(await verify()).toMatchObject({ rows: 100 });
      expect((await verify()).fault).toBeUndefined();
    });

    it('has no row of an act that did not come to pass, and no hole for it', async () => {
      const before = (await verify()).rows;
      const failed = cases.tables.transaction(async (database) => {
        await append(database, entry);
        throw new Error('no');
      });
      await expect(failed).rejects.toThrow('no');
      await act();
      expect(await verify()).toMatchObject({ rows: before + 1 });
      expect((await verify()).fault).toBeUndefined();
    });

    it('shows what was changed, removed, swapped, inserted or cut off in the database', async () => {
      expect(await tamper(`UPDATE audit SET actor = 'eve' WHERE seq = 7`)).toEqual({
        kind: 'altered',
        seq: 7,
      });
      expect(await tamper('DELETE FROM audit WHERE seq = 7')).toEqual({ kind: 'missing', seq: 7 });
      expect(await tamper('DELETE FROM audit WHERE seq = 101')).toEqual({ kind: 'cut-off', seq: 101 });
      const swapped = await tamper(
        'UPDATE audit SET seq = -7 WHERE seq = 7',
        'UPDATE audit SET seq = 7 WHERE seq = 8',
        'UPDATE audit SET seq = 8 WHERE seq = -7',
      );
      expect(swapped).toEqual({ kind: 'altered', seq: 7 });
      const inserted = await tamper(
        'INSERT INTO audit SELECT 102, at_ms, actor, action, subject, details, hash, prev FROM audit WHERE seq = 101',
        'UPDATE audit_head SET seq = 102',
      );
      expect(inserted).toEqual({ kind: 'altered', seq: 102 });
      expect((await verify()).fault).toBeUndefined();
    });
  });
}
