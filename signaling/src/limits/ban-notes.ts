import type { Redis } from 'ioredis';
import type { Clock } from '../ports.ts';
import { inTime } from './in-time.ts';

/**
 * Notes that somebody who was shut out came from an address prefix: whoever comes from there is let in all the same, at a higher price. The key is a keyed
 * hash, whose own key lives in memory for a day at most; see DESIGN, "What the server knows". So a note names no address, and ends by itself.
 */
export interface BanNotes {
  /** Never rejects. @param prefixKey as `AddressPrefixes` gives it. */
  note(prefixKey: string): Promise<void>;
  isNoted(prefixKey: string): Promise<boolean>;
}

/** What a note costs whoever comes from its prefix. Many people can share one, so it is a nuisance and never a wall. */
export const banNoteCosts = {
  /** How long a note is kept. */
  lifeMs: 12 * 60 * 60_000,
  /** Times the work of a registration. */
  workFactor: 4,
  /** How much later a search begins. */
  searchDelayMs: 5_000,
} as const;

export function createBanNotesInMemory(clock: Clock): BanNotes {
  const endOf = new Map<string, number>();
  return {
    note: async (prefixKey) => {
      for (const [key, endMs] of endOf) if (endMs <= clock()) endOf.delete(key);
      endOf.set(prefixKey, clock() + banNoteCosts.lifeMs);
    },
    isNoted: async (prefixKey) => (endOf.get(prefixKey) ?? 0) > clock(),
  };
}

/** Shared by all nodes. While Redis is away or slow nothing is dearer: a nuisance is worth no refusal, and no wait. */
export function createBanNotesInRedis(redis: Redis): BanNotes {
  const nameOf = (prefixKey: string): string => `sotto:ban-note:${prefixKey}`;
  return {
    note: async (prefixKey) => {
      await inTime(redis.set(nameOf(prefixKey), '1', 'PX', banNoteCosts.lifeMs), undefined);
    },
    isNoted: async (prefixKey) => (await inTime(redis.exists(nameOf(prefixKey)), 0)) === 1,
  };
}
