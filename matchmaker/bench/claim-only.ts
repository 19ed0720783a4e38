import { newMatchId } from '../src/match.ts';
import {
  claimScript,
  encodeBody,
  encodeMeta,
  engineTicket,
  encodeSide,
  poolKeys,
  Population,
  seededRandom,
  type TestRedis,
  workerGroup,
} from '../src/testing.ts';

const pairs = 40_000;
const pairsPerCall = 64;
const callsInFlight = 8;

/** Pairs per second that Redis commits when it does nothing else and nobody reads them: the ceiling. */
export async function measureClaimOnly(server: TestRedis): Promise<number> {
  const redis = server.connect();
  const keys = poolKeys('text');
  const lease = '1:bench';
  await redis.set(keys.lease, lease);
  const people = new Population(seededRandom(1));
  const tickets = Array.from({ length: pairs * 2 }, () => ({ ...people.next(), enteredAtMs: 0 }));
  const calls: { keys: string[]; args: (string | number)[] }[] = [];
  let pipeline = redis.pipeline();
  let entries = 1;
  for (let first = 0; first < tickets.length; first += 2 * pairsPerCall) {
    const call = {
      keys: [keys.lease, keys.intents],
      args: [lease, keys.prefix, 60_000, workerGroup] as (string | number)[],
    };
    for (let i = first; i + 1 < Math.min(first + 2 * pairsPerCall, tickets.length); i += 2) {
      const [a, b] = [tickets[i], tickets[i + 1]];
      if (a === undefined || b === undefined) continue;
      for (const ticket of [a, b]) {
        const entry = `1-${entries++}`;
        pipeline.xadd(keys.intents, entry, 's', encodeBody(ticket));
        pipeline.hset(keys.ticket(ticket.id), { state: entry, node: 'bench', side: encodeSide(ticket) });
        call.keys.push(keys.ticket(ticket.id));
        call.args.push(entry);
      }
      call.args.push(encodeMeta(newMatchId(), engineTicket(a), engineTicket(b), 0));
    }
    calls.push(call);
    await pipeline.exec();
    pipeline = redis.pipeline();
  }
  const startedAtMs = performance.now();
  const send = async (): Promise<void> => {
    for (let call = calls.pop(); call !== undefined; call = calls.pop()) {
      await claimScript.run(redis, call.keys, call.args);
    }
  };
  await Promise.all(Array.from({ length: callsInFlight }, send));
  const perS = pairs / ((performance.now() - startedAtMs) / 1_000);
  await redis.flushall();
  redis.disconnect();
  return perS;
}
