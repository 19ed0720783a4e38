import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { engineTicket } from './engine-ticket.ts';
import type { Ticket } from '../queue.ts';
import { arbitraryNames, arbitraryTicket, mayMeet, seededRandom, sketchTicket } from '../testing.ts';
import { defaultMatchingConfig, type MatchingConfig } from './config.ts';
import { MatchingEngine, type Pair } from './engine.ts';

type Step =
  | { readonly do: 'add'; readonly ticket: Ticket }
  | { readonly do: 'remove'; readonly name: string }
  | { readonly do: 'pass'; readonly ms: number };

const arbitraryStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.constantFrom(...arbitraryNames), fc.nat(20_000))
      .chain(([name, waitedMs]) => arbitraryTicket(name, -waitedMs))
      .map((ticket): Step => ({ do: 'add', ticket })),
  },
  { weight: 1, arbitrary: fc.constantFrom(...arbitraryNames).map((name): Step => ({ do: 'remove', name })) },
  { weight: 2, arbitrary: fc.oneof(fc.nat(500), fc.nat(200_000)).map((ms): Step => ({ do: 'pass', ms })) },
);

/** Takes everything at once, so that what can be matched is. */
const eager: MatchingConfig = { ...defaultMatchingConfig, thresholdPeak: 0, maxProbes: 1_000 };

/** Runs the steps and hands each pair, with the time and both tickets, to `onPair`. */
function run(
  config: MatchingConfig,
  seed: number,
  steps: readonly Step[],
  onPair: (a: Ticket, b: Ticket, nowMs: number) => void,
  afterStep: (waiting: ReadonlyMap<string, Ticket>, engine: MatchingEngine, nowMs: number) => void = () => {},
): void {
  const engine = new MatchingEngine(config, seededRandom(seed));
  const waiting = new Map<string, Ticket>();
  let nowMs = 1e12;
  const settle = (pairs: readonly Pair[]) => {
    for (const pair of pairs) {
      const [a, b] = [waiting.get(pair.a), waiting.get(pair.b)];
      if (a === undefined || b === undefined) throw new Error('paired twice, or after its removal');
      waiting.delete(pair.a);
      waiting.delete(pair.b);
      onPair(a, b, nowMs);
    }
  };
  for (const step of steps) {
    if (step.do === 'add') {
      const ticket = { ...step.ticket, enteredAtMs: nowMs + step.ticket.enteredAtMs };
      if (waiting.has(ticket.id)) continue;
      waiting.set(ticket.id, ticket);
      const pair = engine.add(engineTicket(ticket), nowMs);
      if (pair !== undefined) settle([pair]);
    } else if (step.do === 'remove') {
      const { id } = sketchTicket(step.name);
      expect(engine.remove(id)).toBe(waiting.delete(id));
    } else {
      const untilMs = nowMs + step.ms;
      for (
        let dueMs = engine.nextDueMs();
        dueMs !== undefined && dueMs <= untilMs;
        dueMs = engine.nextDueMs()
      ) {
        nowMs = Math.max(nowMs, dueMs);
        settle(engine.tick(nowMs));
      }
      nowMs = untilMs;
    }
    expect(engine.size).toBe(waiting.size);
    afterStep(waiting, engine, nowMs);
  }
}

const steps = fc.array(arbitraryStep, { maxLength: 60 });
const busyPeak = fc.constantFrom(
  defaultMatchingConfig,
  { ...defaultMatchingConfig, crowdAtHalfPeak: 0.01 },
  eager,
);

describe('the matching engine', () => {
  it('pairs only people who may meet, each once, and nobody after their removal', () => {
    fc.assert(
      fc.property(busyPeak, fc.nat(), steps, (config, seed, all) => {
        run(config, seed, all, (a, b, nowMs) => expect(mayMeet(a, b, nowMs)).toBe(true));
      }),
      { numRuns: 300 },
    );
  });

  it('leaves no two waiting who may meet, where it may look at everybody', () => {
    fc.assert(
      fc.property(fc.nat(), steps, (seed, all) => {
        run(
          eager,
          seed,
          all,
          () => {},
          (waiting, _engine, nowMs) => {
            // Steps are looked at when they are due, to the wheel's resolution.
            const settledMs = nowMs - 32;
            for (const a of waiting.values()) {
              for (const b of waiting.values()) {
                const sinceBefore = Math.max(a.enteredAtMs, b.enteredAtMs) <= settledMs;
                if (sinceBefore && a.recent.length + b.recent.length === 0) {
                  expect(mayMeet(a, b, settledMs) && mayMeet(a, b, nowMs)).toBe(false);
                }
              }
            }
          },
        );
      }),
      { numRuns: 300 },
    );
  });

  it('takes the candidate who shares more', () => {
    const engine = new MatchingEngine(eager, seededRandom(1));
    const person = (name: string, interests: string[], blocks: string[] = []) =>
      sketchTicket(name, { about: { interests }, handle: name, blocks });
    engine.add(engineTicket(person('one', ['a'], ['two', 'three'])), 0);
    engine.add(engineTicket(person('two', ['a', 'b'], ['three'])), 0);
    engine.add(engineTicket(person('three', [])), 0);
    expect(engine.add(engineTicket(person('four', ['a', 'b', 'c'])), 0)?.b).toBe(sketchTicket('two').id);
  });

  it('holds out for a better pair in a busy pool, and takes the other one when the threshold has fallen to it', () => {
    const engine = new MatchingEngine({ ...defaultMatchingConfig, crowdAtHalfPeak: 0.001 }, seededRandom(1));
    expect(
      engine.add(engineTicket(sketchTicket('ann', { about: { interests: ['chess'] } })), 0),
    ).toBeUndefined();
    expect(
      engine.add(engineTicket(sketchTicket('bob', { about: { interests: ['go'] } })), 0),
    ).toBeUndefined();
    let nowMs = 0;
    let pairs: Pair[] = [];
    while (pairs.length === 0) {
      nowMs = engine.nextDueMs() ?? Infinity;
      pairs = engine.tick(nowMs);
    }
    expect(nowMs).toBeGreaterThan(500);
    expect(nowMs).toBeLessThan(2 * defaultMatchingConfig.halfLifeMs);
  });

  it('has nobody hold out for what they cannot share: two without interests are matched at once', () => {
    const engine = new MatchingEngine({ ...defaultMatchingConfig, crowdAtHalfPeak: 0.001 }, seededRandom(1));
    engine.add(engineTicket(sketchTicket('ann')), 0);
    expect(engine.add(engineTicket(sketchTicket('bob')), 0)).toBeDefined();
  });

  it('brings two strangers who share nothing together at once in a quiet pool', () => {
    const engine = new MatchingEngine(defaultMatchingConfig, seededRandom(1));
    engine.add(engineTicket(sketchTicket('ann', { reputation: 0 })), 0);
    const bob = sketchTicket('bob', { about: { languages: ['fi'] }, reputation: 1 });
    expect(engine.add(engineTicket(bob), 0)).toMatchObject({ a: bob.id });
  });

  it('lets priority buy less than a shared interest', () => {
    const engine = new MatchingEngine(eager, seededRandom(1));
    engine.add(engineTicket(sketchTicket('rich', { priority: 1e9, handle: 'rich' })), 0);
    engine.add(engineTicket(sketchTicket('poor', { about: { interests: ['chess'] }, blocks: ['rich'] })), 0);
    const pair = engine.add(engineTicket(sketchTicket('ann', { about: { interests: ['chess'] } })), 0);
    expect(pair?.b).toBe(sketchTicket('poor').id);
  });

  it('does not let a clock that is ahead keep its tickets from widening', () => {
    const engine = new MatchingEngine(eager, seededRandom(1));
    const wants = { sharedLanguage: true, soft: ['languages' as const] };
    engine.add(engineTicket(sketchTicket('ann', { enteredAtMs: 3_600_000, wants })), 0);
    engine.add(engineTicket(sketchTicket('bob', { about: { languages: ['fi'] } })), 0);
    expect(engine.tick(8_100)).toHaveLength(1);
  });

  it('decides on a bounded number at a time when many are due, those who are due longest first', () => {
    const engine = new MatchingEngine({ ...eager, batchMost: 4 }, seededRandom(1));
    // Nobody is permitted to anybody, so that who looked is told by who is due again.
    const wants = { minSharedInterests: 1 };
    for (let i = 0; i < 10; i += 1) {
      engine.restore(engineTicket(sketchTicket(`person ${i}`, { wants })), 0);
    }
    const nowMs = 1_000;
    for (let left = 10; left > 4; left -= 4) {
      expect(engine.tick(nowMs)).toEqual([]);
      expect(engine.nextDueMs()).toBeLessThanOrEqual(nowMs);
    }
    expect(engine.tick(nowMs)).toEqual([]);
    expect(engine.nextDueMs()).toBeGreaterThan(nowMs);
  });

  it('gathers arrivals in a rush, and decides on them as soon as there are enough for a batch', () => {
    const engine = new MatchingEngine(
      { ...defaultMatchingConfig, batchFrom: 0, batchMost: 4, thresholdPeak: 0 },
      seededRandom(1),
    );
    const come = (name: string) => engine.add(engineTicket(sketchTicket(name)), 1_001);
    for (const name of ['ann', 'bob', 'cho']) expect(come(name)).toBeUndefined();
    expect(engine.nextDueMs()).toBeGreaterThan(1_001);
    expect(engine.tick(1_001)).toEqual([]);
    come('dan');
    expect(engine.nextDueMs()).toBe(1_001);
    expect(engine.tick(1_001)).toHaveLength(2);
    expect(engine.nextDueMs()).toBeUndefined();
  });

  it('refuses a ticket that it holds already', () => {
    const engine = new MatchingEngine(eager, seededRandom(1));
    engine.add(engineTicket(sketchTicket('ann')), 0);
    expect(() => engine.add(engineTicket(sketchTicket('ann')), 0)).toThrow('already');
  });
});
