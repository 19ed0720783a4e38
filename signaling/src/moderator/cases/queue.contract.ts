import { randomBytes } from 'node:crypto';
import { fail, systemRandomBytes, toBase64Url } from '@sotto/protocol';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Cases } from '../../cases/open-cases.ts';
import { someReport } from '../../cases/testing/some-report.ts';
import { createAppendAudit } from '../audit/append.ts';
import type { Acting, CaseDesk, QueueFilter } from './case-desk.ts';
import { createKnownCounts } from './known-counts.ts';
import { createCaseService } from './service.ts';
import { createCaseDesk } from './sql-case-desk.ts';
import { createTextBox } from './text-box.ts';

/** What the queue does on every database, beyond one page after the other. @param open an empty one. */
export function describeQueue(name: string, open: () => Promise<Cases>): void {
  describe(`the queue, ${name}`, { timeout: 60_000 }, () => {
    let cases: Cases;
    let desk: CaseDesk;
    beforeAll(async () => {
      cases = await open();
      desk = createCaseDesk(cases.tables, createAppendAudit(randomBytes(32)));
    }, 60_000);
    beforeEach(() => cases.tables.run((database) => database.execute(sql`TRUNCATE reports CASCADE`)), 60_000);
    afterAll(() => cases.close());

    const ann: Acting = { moderatorId: 'ann', roles: ['moderator'], nowMs: 1_000 };
    const add = async (change: Parameters<typeof someReport>[0] = {}): Promise<string> => {
      const report = someReport(change);
      await cases.store.add(report, 8);
      return report.id;
    };
    const ids = async (filter: QueueFilter, skip?: number): Promise<string[]> =>
      (await desk.page(filter, undefined, 100, skip)).map(({ id }) => id);
    const settle = async (id: string): Promise<void> => {
      await desk.claim(id, ann, 5_000);
      await desk.decide(id, ann, {
        id: toBase64Url(randomBytes(16)),
        action: 'dismiss',
        guideline: undefined,
        statement: randomBytes(8),
        ban: undefined,
        also: [],
      });
    };

    it('can be opened at any row, and counts what fits', async () => {
      for (let i = 0; i < 12; i += 1) await add({ receivedAtMs: i });
      const all = await ids({});
      expect(await ids({}, 7)).toEqual(all.slice(7));
      expect(await ids({}, 12)).toEqual([]);
      expect(await desk.count({})).toBe(12);
      expect(await desk.count({ sinceMs: 3, untilMs: 5 })).toBe(3);
      expect(await ids({ sinceMs: 10 })).toEqual(all.slice(10));
    });

    it('goes on where a page ended, and hands out nothing that tells a head start', async () => {
      const hour = 3_600_000;
      for (let i = 0; i < 5; i += 1) await add({ receivedAtMs: i * hour, headStartH: (i % 3) * 2 - 2 });
      const service = createCaseService({
        desk,
        evidenceOf: () => Promise.resolve(undefined),
        box: { open: () => fail('unreadable') },
        textBox: createTextBox(randomBytes(32), systemRandomBytes),
        bans: { refresh: () => Promise.resolve() },
        reporters: { besides: () => Promise.resolve(undefined), settle: () => Promise.resolve() },
        clock: () => 1_000,
        randomBytes: systemRandomBytes,
      });
      const by = { id: 'ann', name: 'Ann', roles: ann.roles };
      const page = (after?: string) => service.page(by, {}, { after, limit: 2 });
      const seen: string[] = [];
      let next: string | undefined;
      do {
        const got = await page(next);
        seen.push(...(got?.rows ?? []).map(({ id }) => id));
        next = got?.next;
        expect(next ?? '').toMatch(/^[\w-]*$/);
      } while (next !== undefined);
      expect(seen).toEqual(await ids({}));
      expect(await page('1.1.3600000.a-report')).toBeUndefined();
    });

    it('is narrowed to a priority, each report having one', async () => {
      const accusedIndex = randomBytes(32);
      const urgent = await add({ urgency: 0, reason: 'threats' });
      const repeated = [
        await add({ accusedIndex, receivedAtMs: 1 }),
        await add({ accusedIndex, receivedAtMs: 2 }),
      ];
      const usual = await add();
      expect(await ids({ priority: 'urgent' })).toEqual([urgent]);
      expect(await ids({ priority: 'repeated' })).toEqual(repeated);
      expect(await ids({ priority: 'usual' })).toEqual([usual]);
      const counts = await desk.counts(1_000);
      const open = Object.fromEntries(counts.map(({ priority, open: n }) => [priority, n]));
      expect(open).toEqual({ urgent: 1, repeated: 2, usual: 1 });
    });

    it('is narrowed to a state, and what is decided comes newest first', async () => {
      const old = await add({ receivedAtMs: 1 });
      const young = await add({ receivedAtMs: 2 });
      const claimed = await add({ receivedAtMs: 3 });
      const untouched = await add({ receivedAtMs: 4 });
      await settle(old);
      await settle(young);
      await desk.claim(claimed, ann, 5_000);
      expect(await ids({})).toEqual([claimed, untouched]);
      expect(await ids({ state: 'in-review' })).toEqual([claimed]);
      expect(await ids({ state: 'received' })).toEqual([untouched]);
      expect(await ids({ state: 'decided' })).toEqual([young, old]);
      expect(await desk.count({ state: 'decided' })).toBe(2);
    });

    it('is counted once for all who ask, and anew when something has happened', async () => {
      let asked = 0;
      let nowMs = 1_000;
      const counting = {
        ...desk,
        counts: (atMs: number) => ((asked += 1), desk.counts(atMs)),
        count: (filter: QueueFilter) => ((asked += 1), desk.count(filter)),
      };
      const known = createKnownCounts(counting, () => nowMs);
      const id = await add({ reason: 'threats', urgency: 0 });
      await add();
      expect(await known.count({})).toBe(2);
      expect(await known.count({ priority: 'urgent' })).toBe(1);
      expect(await known.count({ reason: 'spam' })).toBe(1);
      expect(await known.count({ reason: 'spam', priority: 'urgent' })).toBe(0);
      expect(await known.count({ held: { by: 'free', moderatorId: 'ann', nowMs } })).toBe(2);
      expect(asked).toBe(1);
      expect(await known.count({ state: 'received' })).toBe(2);
      expect(await known.count({ state: 'received' })).toBe(2);
      expect(await known.count({ state: 'received', reason: 'spam' })).toBe(1);
      expect(asked).toBe(3);
      await settle(id);
      expect(await known.count({})).toBe(1);
      expect(await known.count({ state: 'received' })).toBe(1);
      expect(asked).toBe(5);
      nowMs += 60_000;
      await known.counts();
      expect(asked).toBe(6);
    });

    it('has another version whenever a report has come or somebody has done something, and else the same', async () => {
      const before = await desk.version();
      const id = await add();
      const come = await desk.version();
      await desk.claim(id, ann, 5_000);
      const claimed = await desk.version();
      await desk.release(id, ann);
      const versions = [before, come, claimed, await desk.version()];
      expect(new Set(versions)).toHaveLength(4);
      expect(await desk.version()).toBe(versions[3]);
    });
  });
}
