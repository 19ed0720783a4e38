import { decodeDayKey, encodeDayKey } from './day-key.ts';
import type { DayKeyStore } from './day-keys.ts';

/** Day keys that live as long as the process. */
export function createDayKeyMemory(): DayKeyStore {
  const kept = new Map<number, Buffer>();
  return {
    load: () =>
      Promise.resolve([...kept].flatMap(([day, bytes]) => decodeDayKey(day, Buffer.from(bytes)) ?? [])),
    keep: (proposed) => {
      const bytes = kept.get(proposed.day) ?? encodeDayKey(proposed);
      kept.set(proposed.day, bytes);
      return Promise.resolve(decodeDayKey(proposed.day, Buffer.from(bytes)) ?? proposed);
    },
    erase: (day) => {
      kept.get(day)?.fill(0);
      kept.delete(day);
      return Promise.resolve();
    },
  };
}
