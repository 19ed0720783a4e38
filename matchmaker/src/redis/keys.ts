import type { Pool, TicketId } from '@sotto/protocol';

/**
 * The keys of one pool. They share a hash tag, so that one script may touch all of them on a Redis Cluster.
 * A change of what is stored under them changes `schema`, so that old and new servers don't meet.
 */
const schema = 'sotto2';

/** The consumer group of the workers on the stream of intents. */
export const workerGroup = 'workers';

export interface PoolKeys {
  /** What every key of the pool begins with. */
  readonly prefix: string;
  /** Stream of what nodes ask of the owner: submits and cancels. A submit stays pending while its ticket waits. */
  readonly intents: string;
  /** `epoch:owner` of the worker that matches in this pool; expires unless renewed. */
  readonly lease: string;
  /** The last epoch that was given out. */
  readonly epoch: string;
  /** Hash of one ticket. */
  ticket(id: TicketId): string;
  /** Stream of deliveries to one signaling node. */
  deliveries(nodeId: string): string;
}

export function poolKeys(pool: Pool): PoolKeys {
  const prefix = `${schema}:{${pool}}:`;
  return {
    prefix,
    intents: `${prefix}intents`,
    lease: `${prefix}lease`,
    epoch: `${prefix}epoch`,
    ticket: (id) => `${prefix}ticket:${id}`,
    deliveries: (nodeId) => `${prefix}deliveries:${nodeId}`,
  };
}
