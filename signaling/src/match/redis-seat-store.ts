import type { Redis } from 'ioredis';
import { decodeSnapshot, encodeSnapshot } from './snapshot.ts';
import type { SeatStore } from './seat-store.ts';

const keyOf = (session: string): string => `sotto:seat:${session}`;

/** One key for each seat. `redis` belongs to the caller; its one connection keeps saves and takes of a node in order. */
export function createRedisSeatStore(redis: Redis): SeatStore {
  return {
    async save(session, snapshot, ttlMs) {
      await redis.set(keyOf(session), encodeSnapshot(snapshot), 'PX', ttlMs);
    },
    async renew(session, ttlMs) {
      await redis.pexpire(keyOf(session), ttlMs);
    },
    async take(session) {
      const text = await redis.getdel(keyOf(session));
      return text === null ? undefined : decodeSnapshot(text);
    },
    async remove(session) {
      await redis.del(keyOf(session));
    },
    close: () => Promise.resolve(),
  };
}
