import type { Redis } from 'ioredis';
import type { Clock } from '../ports.ts';
import { dayOf, decodeDayKey, encodeDayKey, erasedAtMs, type DayKey } from './day-key.ts';
import type { DayKeyStore } from './day-keys.ts';

const prefix = 'sotto:day-key:';

/** Days whose keys may still live, around today: clocks of nodes may differ by some minutes at midnight. */
const daysBack = 4;
const daysAhead = 1;

/** Day keys in Redis, which all nodes share and which forgets each in time by itself. */
export function createDayKeyRedis(redis: Redis, clock: Clock): DayKeyStore {
  const read = async (day: number): Promise<DayKey | undefined> => {
    const bytes = await redis.getBuffer(`${prefix}${day}`);
    return bytes === null ? undefined : decodeDayKey(day, bytes);
  };
  return {
    load: async () => {
      const today = dayOf(clock());
      const days = Array.from({ length: daysBack + 1 + daysAhead }, (_, i) => today - daysBack + i);
      const keys = await Promise.all(days.map(read));
      return keys.filter((key) => key !== undefined);
    },
    keep: async (proposed) => {
      const leftMs = Math.max(1, erasedAtMs(proposed) - clock());
      await redis.set(`${prefix}${proposed.day}`, encodeDayKey(proposed), 'PX', leftMs, 'NX');
      const kept = await read(proposed.day);
      if (kept === undefined) throw new Error('the day key was not kept');
      return kept;
    },
    erase: async (day) => void (await redis.del(`${prefix}${day}`)),
  };
}
