import type { TicketId } from '@sotto/protocol';
import type { PoolKeys } from './keys.ts';
import type { RedisConnection } from './script.ts';
import { waitScript } from './worker-scripts.ts';

/** Whether each of these entries into the queue is the one in which its ticket waits now. */
export async function whichWait(
  redis: RedisConnection,
  keys: PoolKeys,
  entries: readonly { readonly id: TicketId; readonly version: string }[],
): Promise<boolean[]> {
  if (entries.length === 0) return [];
  const tickets = entries.map(({ id }) => keys.ticket(id));
  const versions = entries.map(({ version }) => version);
  const reply = await waitScript.run(redis, tickets, versions);
  if (!Array.isArray(reply)) throw new Error('the wait script gave an unknown answer');
  return reply.map((answer) => answer === 1);
}
