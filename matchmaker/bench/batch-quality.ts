import { defaultMatchingConfig } from '../src/index.ts';
import { engineTicket, MatchingEngine, pairWorthOf, Population, seededRandom } from '../src/testing.ts';
import { maximumWeight, type Edge } from './blossom.ts';

export interface BatchQuality {
  readonly batch: number;
  readonly optimum: number;
  /** Shares of the optimum: first come first served, each with the best in sight as they come, and the engine's batch. */
  readonly fifo: number;
  readonly greedy: number;
  readonly engine: number;
}

const ticketsPerBatch = 800;
/** Everybody permitted is good enough: only the choice is measured. */
const config = { ...defaultMatchingConfig, thresholdPeak: 0 };

export function measureBatch(batch: number): BatchQuality {
  const random = seededRandom(1_000 + batch);
  const people = new Population(random);
  const tickets = Array.from({ length: ticketsPerBatch }, () => ({ ...people.next(), enteredAtMs: 0 }));
  const worth = pairWorthOf(tickets, config);

  const edges: Edge[] = [];
  for (let a = 0; a < ticketsPerBatch; a += 1) {
    for (let b = a + 1; b < ticketsPerBatch; b += 1) {
      const pair = worth(a, b, 0);
      if (pair > 0) edges.push([a, b, pair]);
    }
  }
  const optimum = maximumWeight(edges);
  const indexOf = new Map(tickets.map(({ id }, i) => [id, i]));
  const worthOfPair = (a: string, b: string) => worth(indexOf.get(a) ?? 0, indexOf.get(b) ?? 0, 0);

  const one = new MatchingEngine({ ...config, batchFrom: Infinity }, seededRandom(batch));
  let greedy = 0;
  for (const ticket of tickets) {
    const pair = one.add(engineTicket(ticket), 0);
    if (pair !== undefined) greedy += worthOfPair(pair.a, pair.b);
  }
  const together = new MatchingEngine(config, seededRandom(batch));
  for (const ticket of tickets) together.restore(engineTicket(ticket), 0);
  let engine = 0;
  for (const pair of together.tick(2 * config.reprobeMinMs)) engine += worthOfPair(pair.a, pair.b);

  return {
    batch,
    optimum,
    fifo: firstCome(ticketsPerBatch, (a, b) => worth(a, b, 0)) / optimum,
    greedy: greedy / optimum,
    engine: engine / optimum,
  };
}

/** Everybody with the first who waits and is permitted. */
function firstCome(count: number, worth: (a: number, b: number) => number): number {
  const waiting: number[] = [];
  let total = 0;
  for (let next = 0; next < count; next += 1) {
    const at = waiting.findIndex((other) => worth(other, next) > 0);
    const [other] = at === -1 ? [] : waiting.splice(at, 1);
    if (other === undefined) waiting.push(next);
    else total += worth(other, next);
  }
  return total;
}
