import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { dayKeyLifeMs, dayMs, makeDayKey } from './day-key.ts';
import { createDayKeys, type DayKeyStore } from './day-keys.ts';

const random = (length: number) => Uint8Array.from(randomBytes(length));
const noon = 20_000 * dayMs + dayMs / 2;

export interface DayKeyStoreUnderTest {
  /** Another view of the same store, as another node or the process after a restart has it. */
  readonly reopen: () => DayKeyStore;
  /** Everything that the store holds, as bytes. */
  readonly contents: () => Promise<Buffer>;
}

/** What every store of day keys does. @param create an empty one */
export function describeDayKeyStore(
  name: string,
  create: (clock: () => number) => Promise<DayKeyStoreUnderTest>,
): void {
  describe(`day keys ${name}`, () => {
    it('are one a day for all who ask at once', async () => {
      const { reopen } = await create(() => noon);
      const rings = await Promise.all(
        Array.from({ length: 5 }, () => createDayKeys(reopen(), () => noon, random)),
      );
      const ids = new Set(rings.map((ring) => ring.current().id.toString('hex')));
      const keys = new Set(rings.map((ring) => ring.current().key.toString('hex')));
      expect([ids.size, keys.size]).toEqual([1, 1]);
    });

    it('are there after a restart', async () => {
      const { reopen } = await create(() => noon);
      const before = await createDayKeys(reopen(), () => noon, random);
      const { id } = before.current();
      const key = before.current().key.toString('hex');
      const after = await createDayKeys(reopen(), () => noon + 60_000, random);
      expect((await after.find(id))?.key.toString('hex')).toBe(key);
    });

    it('change with the day, and the old one still opens', async () => {
      let nowMs = noon;
      const { reopen } = await create(() => nowMs);
      const ring = await createDayKeys(reopen(), () => nowMs, random);
      const { id } = ring.current();
      nowMs += dayMs;
      await ring.refresh();
      expect(ring.current().id.equals(id)).toBe(false);
      expect((await ring.find(id))?.id.equals(id)).toBe(true);
    });

    it('find the key that another node has just made', async () => {
      let nowMs = noon;
      const { reopen } = await create(() => nowMs);
      const [here, there] = await Promise.all([0, 1].map(() => createDayKeys(reopen(), () => nowMs, random)));
      nowMs += dayMs;
      await there?.refresh();
      const id = there?.current().id ?? Buffer.alloc(0);
      expect((await here?.find(id))?.id.equals(id)).toBe(true);
    });

    it('are overwritten and gone from the store after their time, also where the process slept past it', async () => {
      let nowMs = noon;
      const { reopen, contents } = await create(() => nowMs);
      const ring = await createDayKeys(reopen(), () => nowMs, random);
      const { id, key } = ring.current();
      const bytes = Buffer.from(key);
      expect((await contents()).includes(bytes)).toBe(true);
      nowMs += dayKeyLifeMs - 1;
      await ring.refresh();
      expect(await ring.find(id)).toBeDefined();
      nowMs += 1;
      await ring.refresh();
      expect(await ring.find(id)).toBeUndefined();
      expect(key.every((byte) => byte === 0)).toBe(true);
      expect((await contents()).includes(bytes)).toBe(false);
      const late = await createDayKeys(reopen(), () => nowMs, random);
      expect(await late.find(id)).toBeUndefined();
    });

    it('are erased at a start that comes after their time', async () => {
      let nowMs = noon;
      const { reopen, contents } = await create(() => nowMs);
      const kept = await reopen().keep(makeDayKey(nowMs, random));
      const bytes = Buffer.from(kept.key);
      nowMs += dayKeyLifeMs;
      await createDayKeys(reopen(), () => nowMs, random);
      expect((await contents()).includes(bytes)).toBe(false);
    });
  });
}
