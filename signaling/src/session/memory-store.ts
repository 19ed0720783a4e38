import type { SessionId } from '@sotto/protocol';
import type { Rotation, SessionRecord, SessionStore } from './store.ts';

/** `sibling` chains the sessions of one identity: a set for each would cost 200 bytes more a session. */
interface Entry {
  readonly session: SessionId;
  readonly handle: string;
  readonly nickname: string;
  refreshHash: string;
  lastUsedAtMs: number;
  sibling: Entry | undefined;
}

/** Keeps sessions in this process: about 0.5 KB each, no timers. */
export function createMemorySessionStore(options: { readonly idleMs: number }): SessionStore {
  const bySession = new Map<SessionId, Entry>();
  const byHandle = new Map<string, Entry>();
  const listeners: ((session: SessionId) => void)[] = [];

  const living = (session: SessionId, nowMs: number): Entry | undefined => {
    const entry = bySession.get(session);
    return entry !== undefined && nowMs - entry.lastUsedAtMs <= options.idleMs ? entry : undefined;
  };

  const unchain = (entry: Entry): void => {
    const head = byHandle.get(entry.handle);
    if (head === entry) {
      if (entry.sibling === undefined) byHandle.delete(entry.handle);
      else byHandle.set(entry.handle, entry.sibling);
      return;
    }
    for (let at = head; at !== undefined; at = at.sibling) {
      if (at.sibling === entry) at.sibling = entry.sibling;
    }
  };

  const end = (entry: Entry): void => {
    bySession.delete(entry.session);
    unchain(entry);
    for (const listener of listeners) listener(entry.session);
  };

  return {
    create: async (record) => {
      const entry: Entry = { ...record, sibling: byHandle.get(record.handle) };
      bySession.set(record.session, entry);
      byHandle.set(record.handle, entry);
    },
    find: async (session, nowMs) => {
      const entry = living(session, nowMs);
      return entry && recordOf(entry);
    },
    rotate: async (session, presentedHash, nextHash, nowMs): Promise<Rotation> => {
      const entry = living(session, nowMs);
      if (entry === undefined) return { outcome: 'unknown' };
      if (entry.refreshHash !== presentedHash) {
        end(entry);
        return { outcome: 'reused' };
      }
      entry.refreshHash = nextHash;
      entry.lastUsedAtMs = nowMs;
      return { outcome: 'rotated', record: recordOf(entry) };
    },
    touch: (session, nowMs) => {
      const entry = living(session, nowMs);
      if (entry !== undefined) entry.lastUsedAtMs = nowMs;
    },
    remove: async (session) => {
      const entry = bySession.get(session);
      if (entry !== undefined) end(entry);
    },
    removeIdentity: async (handle) => {
      for (let head = byHandle.get(handle); head !== undefined; head = byHandle.get(handle)) end(head);
    },
    sweep: async (nowMs) => {
      for (const entry of bySession.values()) {
        if (nowMs - entry.lastUsedAtMs > options.idleMs) end(entry);
      }
    },
    onEnded: (listener) => void listeners.push(listener),
    close: async () => {
      bySession.clear();
      byHandle.clear();
    },
  };
}

function recordOf({ sibling: _, ...record }: Entry): SessionRecord {
  return record;
}
