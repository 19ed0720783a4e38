import type { SessionId } from '@sotto/protocol';
import type { Clock } from '../ports.ts';
import type { SeatSnapshot, SeatStore } from './seat-store.ts';

/** For several hubs in one process. A hub that is alone needs no store. */
export function createMemorySeatStore(clock: Clock): SeatStore {
  const saved = new Map<SessionId, { snapshot: SeatSnapshot; untilMs: number }>();
  const current = (session: SessionId) => {
    const entry = saved.get(session);
    if (entry !== undefined && entry.untilMs > clock()) return entry;
    saved.delete(session);
    return undefined;
  };
  return {
    async save(session, snapshot, ttlMs) {
      saved.set(session, { snapshot, untilMs: clock() + ttlMs });
    },
    async renew(session, ttlMs) {
      const entry = current(session);
      if (entry !== undefined) entry.untilMs = clock() + ttlMs;
    },
    async take(session) {
      const entry = current(session);
      saved.delete(session);
      return entry?.snapshot;
    },
    async remove(session) {
      saved.delete(session);
    },
    async close() {
      saved.clear();
    },
  };
}
