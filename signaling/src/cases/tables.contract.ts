import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cases } from './open-cases.ts';

/** What a transaction promises on every database. @param open the same database, each time anew. */
export function describeTables(name: string, open: () => Promise<Cases>): void {
  describe(`a transaction ${name}`, { timeout: 60_000 }, () => {
    let cases: Cases;
    beforeAll(async () => {
      cases = await open();
      await cases.tables.run(async (database) => {
        await database.execute(sql`CREATE TABLE IF NOT EXISTS counters (name text PRIMARY KEY, n integer)`);
        await database.execute(sql`DELETE FROM counters`);
        await database.execute(sql`INSERT INTO counters VALUES ('one', 0)`);
      });
    }, 60_000);
    afterAll(() => cases.close());

    const count = () =>
      cases.tables.run(async (database) => {
        const rows = await database.execute<{ n: number }>(sql`SELECT n FROM counters`);
        return Number(rows[0]?.n);
      });

    it('leaves nothing behind where it fails', async () => {
      const before = await count();
      const failed = cases.tables.transaction(async (database) => {
        await database.execute(sql`UPDATE counters SET n = n + 100`);
        throw new Error('no');
      });
      await expect(failed).rejects.toThrow('no');
      expect(await count()).toBe(before);
    });

    it('takes no statement of others in, and loses none of them with it', async () => {
      const before = await count();
      const failed = cases.tables.transaction(async (database) => {
        await database.execute(sql`SELECT 1`);
        throw new Error('no');
      });
      const beside = cases.tables.run((database) => database.execute(sql`UPDATE counters SET n = n + 1`));
      await expect(failed).rejects.toThrow('no');
      await beside;
      expect(await count()).toBe(before + 1);
    });

    it('reads and writes a locked row as one, however many do so at once', async () => {
      const before = await count();
      const once = () =>
        cases.tables.transaction(async (database) => {
          const rows = await database.execute<{ n: number }>(sql`SELECT n FROM counters FOR UPDATE`);
          await database.execute(sql`UPDATE counters SET n = ${Number(rows[0]?.n) + 1}`);
        });
      await Promise.all(Array.from({ length: 20 }, once));
      expect(await count()).toBe(before + 20);
    });
  });
}
