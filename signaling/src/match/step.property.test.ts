import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchOf } from './seat.ts';
import { World, worldRules, type Person } from './testing/world.ts';

/** One thing that happens in a world of three: what, to whom, and which way or how long. */
const deed = fc.record({
  what: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('seek', 'accept', 'pair', 'arrive-all') },
    { weight: 4, arbitrary: fc.constant('arrive') },
    { weight: 1, arbitrary: fc.constantFrom('cancel', 'leave', 'drop', 'resume', 'pass', 'lose') },
  ),
  who: fc.nat(2),
  n: fc.nat(5),
});
type Deed = typeof deed extends fc.Arbitrary<infer Value> ? Value : never;

function happen(world: World, { n, what, who }: Deed): void {
  const person = world.people[who];
  if (person === undefined) return;
  switch (what) {
    case 'seek':
      return person.here ? world.seek(person) : undefined;
    case 'accept':
      return person.here ? world.accept(person) : undefined;
    case 'cancel':
      return person.here ? world.cancel(person) : undefined;
    case 'leave':
      return person.here ? world.leave(person) : undefined;
    case 'drop':
      return world.drop(person);
    case 'resume':
      return world.resume(person);
    case 'pair':
      return world.pair();
    case 'arrive':
      return world.arrive(n % Math.max(1, world.ways));
    case 'arrive-all':
      while (world.ways > 0) world.arrive(n % world.ways);
      return undefined;
    case 'lose':
      return world.arrive(n % Math.max(1, world.ways), true);
    case 'pass':
      return world.pass(n * 1_200);
  }
}

function liveThrough(deeds: readonly Deed[], check: (world: World) => void = () => {}): World {
  const world = new World(3);
  for (const next of deeds) {
    happen(world, next);
    check(world);
  }
  return world;
}

const history = fc.array(deed, { minLength: 10, maxLength: 60, size: 'max' });
const withoutLoss = fc.array(
  deed.filter(({ what }) => what !== 'lose'),
  { minLength: 10, maxLength: 60, size: 'max' },
);
const runs = { numRuns: 1_000 };

function partnerOf(world: World, person: Person): Person | undefined {
  const match = matchOf(person.seat);
  return world.people.find((other) => other !== person && matchOf(other.seat) === match);
}

describe('whatever happens to three people and to the messages between them', () => {
  it('confirms a match only to those who accepted it', () => {
    fc.assert(
      fc.property(history, (deeds) => {
        liveThrough(deeds, (world) => {
          for (const { accepted, seat } of world.people) {
            if (seat.stage.at === 'confirmed') expect(accepted).toContain(seat.stage.match);
          }
        });
      }),
      runs,
    );
  });

  it('keeps nobody in a match that is neither final nor over', () => {
    fc.assert(
      fc.property(history, (deeds) => {
        const world = liveThrough(deeds);
        world.settle();
        for (const { seat } of world.people) expect(seat.stage.at).not.toBe('matched');
      }),
      runs,
    );
  });

  it('ends with both or neither in a match, unless a message was lost', () => {
    fc.assert(
      fc.property(withoutLoss, (deeds) => {
        const world = liveThrough(deeds);
        world.settle();
        for (const person of world.people) {
          if (person.seat.stage.at === 'confirmed') {
            expect(partnerOf(world, person)?.seat.stage.at).toBe('confirmed');
          }
        }
      }),
      runs,
    );
  });

  it('keeps each ticket that is sought in the queue, and no other', () => {
    fc.assert(
      fc.property(history, (deeds) => {
        const world = liveThrough(deeds);
        world.settle();
        const waiting = [...world.tickets].filter(([, state]) => state.at === 'waiting').map(([id]) => id);
        const sought = world.people.flatMap(({ seat }) =>
          seat.stage.at === 'seeking' && seat.stage.queue !== 'absent' ? [seat.stage.ticket.id] : [],
        );
        expect(waiting.sort()).toEqual(sought.sort());
      }),
      runs,
    );
  });

  it('tells whoever accepts and stays that the match is final or that the ticket is in the queue again', () => {
    fc.assert(
      fc.property(history, (deeds) => {
        const world = liveThrough(deeds.filter(({ what }) => what !== 'drop'));
        world.settle();
        for (const { accepted, told } of world.people) {
          for (const match of accepted) {
            const heard = told.flatMap((frame) =>
              'match' in frame && frame.match === match ? [frame.t] : [],
            );
            const well = heard.includes('confirmed') || heard.includes('requeued');
            expect(well, `${match}: ${heard.join()}`).toBe(true);
          }
        }
      }),
      runs,
    );
  });

  it('requeues a ticket with the age that it had', () => {
    fc.assert(
      fc.property(history, (deeds) => {
        const world = liveThrough(deeds);
        world.settle();
        for (const { told } of world.people) {
          const ages = new Map<string, number>();
          for (const frame of told) {
            if (frame.t !== 'waiting') continue;
            expect(frame.waitedMs).toBeGreaterThanOrEqual(ages.get(frame.ticket) ?? 0);
            ages.set(frame.ticket, frame.waitedMs);
          }
        }
      }),
      runs,
    );
  });

  it('gives a seat up after the grace time and not before', () => {
    fc.assert(
      fc.property(history, (deeds) => {
        const world = liveThrough(deeds);
        for (const person of world.people) {
          const { awayUntilMs, stage } = person.seat;
          const graceMs = stage.at === 'confirmed' ? worldRules.chatGraceMs : worldRules.graceMs;
          world.drop(person);
          // Whoever is away already keeps the time that the match had which they left.
          if (awayUntilMs === undefined && person.seat.awayUntilMs !== undefined)
            expect(person.seat.awayUntilMs).toBe(world.nowMs + graceMs);
        }
        world.settle();
        world.pass(worldRules.chatGraceMs);
        world.settle();
        for (const { seat } of world.people) expect(seat.stage.at).toBe('idle');
        expect([...world.tickets.values()].filter(({ at }) => at === 'waiting')).toEqual([]);
      }),
      runs,
    );
  });
});
