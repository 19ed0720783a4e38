import { createMemoryTicketQueue, type MatchingConfig, type TicketQueue } from '@sotto/matchmaker';
import { systemRandomBytes } from '@sotto/protocol';
import { createMemoryPost } from './courier/memory-courier.ts';
import type { Courier } from './courier/courier.ts';
import { createUsedOnceInMemory, type UsedOnce } from './challenge/once.ts';
import { createPrefixKey, type PrefixKey } from './limits/prefix-key.ts';
import { createRateGate } from './limits/rate-gate.ts';
import type { Clock, RateGate, RateLimit } from './ports.ts';
import { createMemorySessionStore } from './session/memory-store.ts';
import type { SessionStore } from './session/store.ts';

/** Where the state lives that outlasts a request: in this process, or shared by all nodes. */
export interface Backend {
  readonly sessions: SessionStore;
  readonly used: UsedOnce;
  readonly prefixKey: PrefixKey;
  readonly queue: TicketQueue;
  readonly courier: Courier;
  rateGate(name: string, limit: RateLimit): RateGate;
  close(): Promise<void>;
}

export interface BackendOptions {
  readonly clock: Clock;
  readonly sessionIdleMs: number;
  /** What differs from the matchmaker's defaults. */
  readonly matching?: Partial<MatchingConfig>;
}

/** Everything in this process; a restart forgets it. */
export function createMemoryBackend({ clock, sessionIdleMs, matching = {} }: BackendOptions): Backend {
  const sessions = createMemorySessionStore({ idleMs: sessionIdleMs });
  const queue = createMemoryTicketQueue({ config: matching });
  const courier = createMemoryPost().courier();
  return {
    sessions,
    used: createUsedOnceInMemory(clock),
    prefixKey: createPrefixKey(clock, systemRandomBytes),
    queue,
    courier,
    rateGate: (name, limit) => createRateGate({ name, ...limit }),
    close: async () => {
      await queue.close();
      await courier.close();
      await sessions.close();
    },
  };
}
