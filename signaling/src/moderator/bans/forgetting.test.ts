import { randomBytes } from 'node:crypto';
import { toBase64Url } from '@sotto/protocol';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Cases } from '../../cases/open-cases.ts';
import { banHandleOf } from '../../evidence/ban-handle.ts';
import { appeals, bans, decisions, warnings } from '../cases/schema.ts';
import { appealWithinMs } from '../statements/statement-rows.ts';
import { describeOnBoth } from '../testing/both-databases.ts';
import { createBans } from './bans.ts';

describeOnBoth((name, open) => {
  describe(`what measures keep of people, ${name}`, { timeout: 60_000 }, () => {
    const key = randomBytes(32);
    const handle = banHandleOf(key, 'ben');
    let cases: Cases;
    let nowMs = 0;
    let version = 0;
    beforeAll(async () => {
      cases = await open();
    }, 60_000);
    beforeEach(async () => {
      nowMs = 1_000;
      await cases.tables.run((database) => database.execute(sql`TRUNCATE decisions CASCADE`));
    }, 60_000);
    afterAll(() => cases.close());

    const aNode = () =>
      createBans({
        tables: cases.tables,
        statements: { of: () => Promise.resolve(undefined) },
        key,
        clock: () => nowMs,
      });
    const decided = (action: 'ban' | 'warn', undoneAtMs?: number) =>
      cases.tables.run(async (database) => {
        const id = toBase64Url(randomBytes(16));
        const statement = randomBytes(8);
        const row = { id, reportId: id, moderatorId: 'ann', atMs: 0, action, statement, undoneAtMs };
        await database.insert(decisions).values(row);
        return id;
      });
    const banned = async (change: Partial<typeof bans.$inferInsert> = {}) => {
      const row = { decisionId: await decided('ban'), banHandle: handle, version: (version += 1), ...change };
      await cases.tables.run((database) => database.insert(bans).values(row));
      return row.decisionId;
    };
    const warned = async (change: Partial<typeof warnings.$inferInsert> = {}) => {
      const decisionId = await decided('warn');
      const row = { decisionId, banHandle: handle, expiresAtMs: 5_000, version: (version += 1), ...change };
      await cases.tables.run((database) => database.insert(warnings).values(row));
      return decisionId;
    };
    const handlesOf = async (table: typeof bans | typeof warnings) => {
      const rows = await cases.tables.run((database) => database.select().from(table));
      return new Map(rows.map(({ decisionId, banHandle }) => [decisionId, banHandle]));
    };

    it('is the handle of a ban that stands, and of no other', async () => {
      const standing = [await banned(), await banned({ untilMs: 1_001 })];
      const over = [await banned({ untilMs: 1_000 }), await banned({ liftedAtMs: 900 })];
      await aNode().sweep();
      const kept = await handlesOf(bans);
      expect(standing.map((id) => kept.get(id))).toEqual([handle, handle]);
      expect(over.map((id) => kept.get(id))).toEqual([null, null]);
    });

    it('is the handle of a warning until it need not be told', async () => {
      const waiting = await warned();
      const over = [await warned({ expiresAtMs: 1_000 }), await warned({ liftedAtMs: 900 })];
      await aNode().sweep();
      const kept = await handlesOf(warnings);
      expect(kept.get(waiting)).toBe(handle);
      expect(over.map((id) => kept.get(id))).toEqual([null, null]);
    });

    it('is no warning once the identity is deleted, though a ban stays', async () => {
      const [warning, other, ban] = [await warned(), await warned({ banHandle: 'another' }), await banned()];
      await aNode().forget('ben');
      const kept = await handlesOf(warnings);
      expect([kept.get(warning), kept.get(other)]).toEqual([null, 'another']);
      expect((await handlesOf(bans)).get(ban)).toBe(handle);
    });

    it('is what somebody wrote against a decision for half a year after the answer, and while there is none', async () => {
      const text = Buffer.from('sealed');
      const add = async (decidedAtMs: number | undefined, undoneAtMs?: number) => {
        const decisionId = await decided('ban', undoneAtMs);
        const outcome = {
          outcome: 'upheld',
          decidedBy: 'cy',
          decidedAtMs,
          answer: randomBytes(8),
        } as const;
        const made = { decisionId, firstModerator: 'ann', desk: 'moderator', atMs: 0, text } as const;
        const row = decidedAtMs === undefined ? made : { ...made, ...outcome };
        await cases.tables.run((database) => database.insert(appeals).values(row));
        return decisionId;
      };
      const ids = [await add(1), await add(2), await add(undefined), await add(undefined, 5)];
      nowMs = appealWithinMs + 1;
      await aNode().sweep();
      const rows = await cases.tables.run((database) => database.select().from(appeals));
      const kept = ids.map((id) => rows.find(({ decisionId }) => decisionId === id)?.text?.length);
      expect(kept).toEqual([undefined, text.length, text.length, undefined]);
    });

    it('comes to a node that starts without what is over, and later changes come whole', async () => {
      await banned({ liftedAtMs: 900, banHandle: null });
      const ban = await banned();
      await banned({ banHandle: banHandleOf(key, 'cy'), untilMs: 900 });
      const node = aNode();
      await node.refresh();
      expect(node.isBanned('ben')).toBe(true);
      expect(node.isBanned('cy')).toBe(false);
      await cases.tables.run((database) =>
        database.execute(
          sql`UPDATE bans SET lifted_at_ms = 1000, version = ${(version += 1)}, ban_handle = NULL WHERE decision_id = ${ban}`,
        ),
      );
      await node.refresh();
      expect(node.isBanned('ben')).toBe(false);
    });
  });
});
