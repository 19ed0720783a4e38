import { defaultMatchingConfig, type MatchingConfig, type Ticket } from '../src/index.ts';
import {
  engineTicket,
  MatchingEngine,
  pairWorthOf,
  Population,
  seededRandom,
  type Pair,
} from '../src/testing.ts';
import { maximumWeight, type Edge } from './blossom.ts';

export const arrivalsPerS = 200;
const tickets = 2_400;
/** Somebody who is not matched by then leaves. */
const patienceMs = 20_000;
/** The optimum is sought among so many best partners of each: more change it by less than a thousandth. */
const edgesPerTicket = 30;

/** Tickets that come at random times, `arrivalsPerS` on average. */
export function makeStream(seed: number): Ticket[] {
  const random = seededRandom(seed);
  const people = new Population(random);
  let atMs = 0;
  return Array.from({ length: tickets }, () => {
    atMs += (-Math.log(1 - random()) * 1_000) / arrivalsPerS;
    return { ...people.next(), enteredAtMs: atMs };
  });
}

/**
 * What the best pairs of a stream are worth that somebody who knows the future could make: of people who are
 * there at the same time and, by the time the first of them would leave, permit each other.
 */
export function offlineOptimum(stream: readonly Ticket[]): number {
  const worth = pairWorthOf(stream, withoutBonus);
  const edges: Edge[] = [];
  const kept = new Set<string>();
  for (let a = 0; a < stream.length; a += 1) {
    const own: Edge[] = [];
    for (let b = 0; b < stream.length; b += 1) {
      const [enteredA, enteredB] = [stream[a]?.enteredAtMs ?? 0, stream[b]?.enteredAtMs ?? 0];
      if (a === b || Math.abs(enteredA - enteredB) > patienceMs) continue;
      const pair = worth(a, b, Math.min(enteredA, enteredB) + patienceMs);
      if (pair > 0) own.push([Math.min(a, b), Math.max(a, b), pair]);
    }
    own.sort((x, y) => y[2] - x[2]);
    for (const edge of own.slice(0, edgesPerTicket)) {
      const name = `${edge[0]} ${edge[1]}`;
      if (!kept.has(name)) edges.push(edge);
      kept.add(name);
    }
  }
  return maximumWeight(edges);
}

/** What waiting adds in the engine to have people taken is no worth of the pair. */
const withoutBonus: MatchingConfig = { ...defaultMatchingConfig, ageBonusMax: 0, priorityBonusMax: 0 };

export interface StreamResult {
  readonly worth: number;
  readonly matchedShare: number;
  readonly waitsMs: readonly number[];
  /** By ticket: how long it waited; those who left are counted with their whole patience. */
  readonly waitOf: ReadonlyMap<string, number>;
}

/** Plays the stream through the engine in its own time. */
export function playStream(stream: readonly Ticket[], halfLifeMs: number, seed: number): StreamResult {
  const engine = new MatchingEngine({ ...defaultMatchingConfig, halfLifeMs }, seededRandom(seed));
  const worthOf = pairWorthOf(stream, withoutBonus);
  const indexOf = new Map(stream.map(({ id }, i) => [id, i]));
  const waitOf = new Map<string, number>();
  let worth = 0;
  const settle = (pairs: readonly Pair[], nowMs: number): void => {
    for (const { a, b } of pairs) {
      worth += worthOf(indexOf.get(a) ?? 0, indexOf.get(b) ?? 0, nowMs);
      for (const id of [a, b]) waitOf.set(id, nowMs - (stream[indexOf.get(id) ?? 0]?.enteredAtMs ?? 0));
    }
  };
  const runUntil = (untilMs: number): void => {
    for (
      let dueMs = engine.nextDueMs();
      dueMs !== undefined && dueMs <= untilMs;
      dueMs = engine.nextDueMs()
    ) {
      settle(engine.tick(dueMs), dueMs);
    }
  };
  const leaves = stream.map(({ id, enteredAtMs }) => ({ id, atMs: enteredAtMs + patienceMs }));
  let left = 0;
  const leaveUntil = (untilMs: number): void => {
    for (let next = leaves[left]; next !== undefined && next.atMs <= untilMs; next = leaves[left]) {
      left += 1;
      runUntil(next.atMs);
      engine.remove(next.id);
    }
  };
  for (const ticket of stream) {
    leaveUntil(ticket.enteredAtMs);
    runUntil(ticket.enteredAtMs);
    const pair = engine.add(engineTicket(ticket), ticket.enteredAtMs);
    if (pair !== undefined) settle([pair], ticket.enteredAtMs);
  }
  leaveUntil(Infinity);
  const waitsMs = [...waitOf.values()];
  const matchedShare = waitsMs.length / stream.length;
  for (const { id } of stream) if (!waitOf.has(id)) waitOf.set(id, patienceMs);
  return { worth, matchedShare, waitsMs, waitOf };
}
