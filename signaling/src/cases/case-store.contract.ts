import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseStore } from './case-store.ts';
import type { Cases } from './open-cases.ts';
import { someReport } from './testing/some-report.ts';

const hash = () => Uint8Array.from(randomBytes(32));

/**
 * What every store of reports does.
 * @param open the same database, each time anew.
 * @param nodes how many may have it open at the same time.
 */
export function describeCaseStore(name: string, open: () => Promise<Cases>, nodes: number): void {
  describe(`reports ${name}`, { timeout: 60_000 }, () => {
    let cases: Cases;
    let store: CaseStore;
    beforeAll(async () => {
      cases = await open();
      store = cases.store;
    }, 60_000);
    afterAll(() => cases.close());

    it('are found by the hash of their receipt, and by no other', async () => {
      const receivedAtMs = 1_790_000_000_123;
      const report = someReport({ receivedAtMs });
      const status = { reason: 'spam', state: 'received', receivedAtMs };
      expect(await store.add(report, 8)).toEqual(status);
      expect(await store.findByReceipt(report.receiptHash)).toEqual(status);
      expect(await store.findByReceipt(hash())).toBeUndefined();
    });

    it('give their evidence back byte for byte', async () => {
      const evidence = Uint8Array.from(randomBytes(3_000_000));
      const report = someReport({ evidence });
      await store.add(report, 8);
      const stored = await store.evidenceOf(report.id);
      expect(stored?.receivedAtMs).toBe(report.receivedAtMs);
      expect(Buffer.from(stored?.evidence ?? []).equals(evidence)).toBe(true);
      expect(await store.evidenceOf('nothing')).toBeUndefined();
    });

    it('are one where the same comes again, and where it comes ten times at once', async () => {
      const report = someReport();
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, i) => store.add({ ...report, receivedAtMs: 1_000 + i }, 8)),
      );
      const [first] = answers;
      expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toHaveLength(1);
      expect(await store.add({ ...report, receivedAtMs: 5_000, evidence: hash() }, 8)).toEqual(first);
      const stored = await store.evidenceOf(report.id);
      expect(Buffer.from(stored?.evidence ?? [])).toEqual(Buffer.from(report.evidence));
    });

    it('keep what came first where the same comes again with other evidence', async () => {
      const report = someReport();
      await store.add(report, 8);
      const other = { ...report, reason: 'underage', urgency: 0, evidence: hash(), expiresAtMs: 1 } as const;
      expect(await store.add(other, 8)).toMatchObject({ reason: 'spam' });
      expect(await store.deleteExpired(1)).toBe(0);
      const stored = await store.evidenceOf(report.id);
      expect(Buffer.from(stored?.evidence ?? [])).toEqual(Buffer.from(report.evidence));
    });

    it('of one side of a match are no more than so many', async () => {
      const sideIndex = hash();
      const first = someReport({ sideIndex });
      expect(await store.add(first, 2)).toMatchObject({ state: 'received' });
      expect(await store.add(someReport({ sideIndex }), 2)).toMatchObject({ state: 'received' });
      expect(await store.add(someReport({ sideIndex }), 2)).toBe('too-many');
      expect(await store.add(first, 2)).toMatchObject({ state: 'received' });
    });

    it('of one side of a match are no more than so many where they come at once, at several nodes', async () => {
      const others = await Promise.all(Array.from({ length: nodes - 1 }, open));
      const stores = [store, ...others.map((other) => other.store)];
      const sideIndex = hash();
      const all = Array.from({ length: 20 }, (_, i) =>
        (stores[i % stores.length] ?? store).add(someReport({ sideIndex }), 4),
      );
      const stored = (await Promise.all(all)).filter((answer) => answer !== 'too-many');
      await Promise.all(others.map((other) => other.close()));
      expect(stored).toHaveLength(4);
    });

    it('are deleted at their time and not before', async () => {
      const report = someReport({ expiresAtMs: 5_000 });
      await store.add(report, 8);
      expect(await store.deleteExpired(4_999)).toBe(0);
      expect(await store.deleteExpired(5_000)).toBe(1);
      await cases.vacuum();
      expect(await store.findByReceipt(report.receiptHash)).toBeUndefined();
    });
  });
}
