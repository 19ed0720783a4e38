import { join } from 'node:path';
import { createMemoryTicketQueue, type MatchingConfig } from '@sotto/matchmaker';
import { systemRandomBytes } from '@sotto/protocol';
import { createUsedOnceInMemory } from '../challenge/once.ts';
import { createReporterRecordsInMemory } from '../cases/reporters/memory-records.ts';
import { createMemoryPost } from '../courier/memory-courier.ts';
import { createDayKeyFiles } from '../evidence/day-key-files.ts';
import { createDayKeyMemory } from '../evidence/day-key-memory.ts';
import { createBanNotesInMemory } from '../limits/ban-notes.ts';
import { createPrefixKey } from '../limits/prefix-key.ts';
import { createRateGate } from '../limits/rate-gate.ts';
import type { Clock } from '../ports.ts';
import { createMemorySessionStore } from '../session/memory-store.ts';
import type { Backend } from './backend.ts';

export interface MemoryBackendOptions {
  readonly clock: Clock;
  readonly sessionIdleMs: number;
  /** Keeps the day keys through a restart. */
  readonly dataDir?: string | undefined;
  /** What differs from the matchmaker's defaults. */
  readonly matching: Partial<MatchingConfig>;
  /** How long the queue remembers what became of a ticket. */
  readonly retainMs?: number | undefined;
}

/** Everything in this process; a restart forgets all but the day keys. */
export function createMemoryBackend(options: MemoryBackendOptions): Backend {
  const { clock, sessionIdleMs, dataDir, matching } = options;
  const sessions = createMemorySessionStore({ idleMs: sessionIdleMs });
  const queue = createMemoryTicketQueue({
    config: matching,
    ...(options.retainMs !== undefined && { retainMs: options.retainMs }),
  });
  const courier = createMemoryPost().courier();
  return {
    sessions,
    used: createUsedOnceInMemory(clock),
    banNotes: createBanNotesInMemory(clock),
    reporters: createReporterRecordsInMemory({ idleMs: sessionIdleMs, clock }),
    prefixKey: createPrefixKey(clock, systemRandomBytes),
    dayKeys: dataDir === undefined ? createDayKeyMemory() : createDayKeyFiles(join(dataDir, 'day-keys')),
    queue,
    courier,
    rateGate: (name, limit) => createRateGate({ name, ...limit }),
    isThere: () => Promise.resolve(true),
    close: async () => {
      await queue.close();
      await courier.close();
      await sessions.close();
    },
  };
}
