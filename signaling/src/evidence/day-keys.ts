import type { RandomBytes } from '@sotto/protocol';
import type { Clock } from '../ports.ts';
import { dayOf, erasedAtMs, makeDayKey, type DayKey } from './day-key.ts';

/** Where day keys outlast a restart, or are shared between nodes. */
export interface DayKeyStore {
  /** All keys that are there. */
  load(): Promise<readonly DayKey[]>;
  /** Keeps the key unless there is one of that day already; answers the one that is kept, the same for all who ask. */
  keep(proposed: DayKey): Promise<DayKey>;
  /** Leaves no copy of a day's key. */
  erase(day: number): Promise<void>;
}

/** The keys that this process holds. */
export interface DayKeys {
  /** Seals new tickets. */
  current(): DayKey;
  /** The key that a ticket names; looks in the store where another node may have made it. */
  find(id: Uint8Array): Promise<DayKey | undefined>;
  /**
   * Takes the key of a new day, erases those that have had their time, and puts back what a store has lost that forgets when it
   * restarts. To be called about once a minute.
   */
  refresh(): Promise<void>;
  /** Overwrites what this process holds. */
  close(): void;
}

/** Loads the keys that there are and makes the one of today. */
export async function createDayKeys(
  store: DayKeyStore,
  clock: Clock,
  randomBytes: RandomBytes,
): Promise<DayKeys> {
  /** By id: where a store forgot a day's key, another node may have made a second one. */
  const held = new Map<string, DayKey>();
  /** Days whose keys the store may still have, though their time is over. */
  const toErase = new Set<number>();
  let current: DayKey;

  const hold = (key: DayKey): DayKey => {
    const id = key.id.toString('hex');
    const known = held.get(id);
    // The same key in other bytes: one copy less to erase later.
    if (known !== undefined && known !== key) key.key.fill(0);
    if (known !== undefined) return known;
    held.set(id, key);
    return key;
  };

  const eraseOld = async (nowMs: number): Promise<void> => {
    for (const [id, key] of [...held].filter(([, old]) => erasedAtMs(old) <= nowMs)) {
      held.delete(id);
      key.key.fill(0);
      toErase.add(key.day);
    }
    for (const day of toErase) {
      await store.erase(day);
      toErase.delete(day);
    }
  };

  const loadAll = async (): Promise<void> => {
    for (const key of await store.load()) hold(key);
    await eraseOld(clock());
  };

  const useToday = async (): Promise<void> => {
    const nowMs = clock();
    const today = [...held.values()].find(({ day }) => day === dayOf(nowMs));
    // What is sealed must open on every node: the store says which key that is, also where it has forgotten ours.
    if (today !== undefined) current = today;
    const proposed = today ?? makeDayKey(nowMs, randomBytes);
    current = hold(await store.keep(proposed));
    if (today === undefined && current !== proposed) proposed.key.fill(0);
  };

  const putBack = async (): Promise<void> => {
    const nowMs = clock();
    for (const key of held.values()) if (erasedAtMs(key) > nowMs) hold(await store.keep(key));
  };

  await loadAll();
  await useToday();
  return {
    current: () => current,
    find: async (id) => {
      const name = Buffer.from(id).toString('hex');
      if (!held.has(name)) await loadAll();
      return held.get(name);
    },
    refresh: async () => {
      // Neither waits for the other: a store that is away for one may be away for both.
      const done = await Promise.allSettled([eraseOld(clock()), useToday().then(putBack)]);
      const failed = done.find((result) => result.status === 'rejected');
      if (failed !== undefined) throw failed.reason;
    },
    close: () => {
      for (const { key } of held.values()) key.fill(0);
      held.clear();
    },
  };
}
