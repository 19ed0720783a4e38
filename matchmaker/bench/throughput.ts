import { defaultMatchingConfig } from '../src/index.ts';
import { engineTicket, type EngineTicket, MatchingEngine, Population, seededRandom } from '../src/testing.ts';

export interface Throughput {
  readonly pool: number;
  /** Per second of processor time of the engine's thread, so that a busy machine changes it little. */
  readonly matchesPerS: number;
  readonly sharedMatched: number;
}

const ticketsPerTurn = 64;
const matchesToWarmUp = 20_000;
const matchesToMeasure = 60_000;

/**
 * A pool of steady size in which everybody who comes takes the best of those they may look at. Each match
 * costs two tickets their whole way through the engine: the one who comes, and one who comes to wait. Tickets are
 * made outside the measured time and shortly before it, as they come from a socket.
 */
export function measureThroughput(pool: number): Throughput {
  const random = seededRandom(pool);
  const people = new Population(random);
  const engine = new MatchingEngine(
    { ...defaultMatchingConfig, thresholdPeak: 0, batchFrom: Infinity },
    random,
  );
  /** Parsed anew, so that its strings are its own and fresh, as those of a ticket from the queue are. */
  const next = (): EngineTicket =>
    JSON.parse(JSON.stringify(engineTicket({ ...people.next(), enteredAtMs: 0 }))) as EngineTicket;
  for (let i = 0; i < pool; i += 1) engine.restore(next(), 0);

  let came = 0;
  let matches = 0;
  let microseconds = 0;
  const turn = (): void => {
    const tickets = Array.from({ length: ticketsPerTurn }, next);
    const before = process.threadCpuUsage();
    for (let i = 0; i + 1 < ticketsPerTurn; i += 1) {
      const ticket = tickets[i];
      const refill = tickets[i + 1];
      if (ticket === undefined || refill === undefined) continue;
      came += 1;
      if (engine.add(ticket, 0) === undefined) {
        engine.remove(ticket.id);
      } else {
        matches += 1;
        engine.restore(refill, 0);
        i += 1;
      }
    }
    const spent = process.threadCpuUsage(before);
    microseconds += spent.user + spent.system;
  };
  while (matches < matchesToWarmUp) turn();
  came = matches = microseconds = 0;
  while (matches < matchesToMeasure) turn();
  return { pool, matchesPerS: (matches / microseconds) * 1e6, sharedMatched: matches / came };
}
