import type { HeldTicket } from './committer.ts';
import type { PoolKeys } from './keys.ts';
import type { RedisConnection } from './script.ts';
import { waitScript } from './worker-scripts.ts';

/** Whether each of these tickets waits now, and by just that entry of the stream of intents. */
export async function whichWait(
  redis: RedisConnection,
  keys: PoolKeys,
  held: readonly HeldTicket[],
): Promise<boolean[]> {
  if (held.length === 0) return [];
  const tickets = held.map(({ ticket }) => keys.ticket(ticket.id));
  const entries = held.map(({ entry }) => entry);
  const reply = await waitScript.run(redis, tickets, entries);
  if (!Array.isArray(reply)) throw new Error('the wait script gave an unknown answer');
  return reply.map((answer) => answer === 1);
}
