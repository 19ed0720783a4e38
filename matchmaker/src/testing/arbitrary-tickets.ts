import { ageBrackets, filterNames, genders, regions } from '@sotto/protocol';
import fc from 'fast-check';
import type { Ticket } from '../queue.ts';
import { handleOf, sketchTicket } from './tickets.ts';

const languages = ['en', 'fi', 'sv'];
const interests = ['chess', 'go', 'jazz', 'tea'];

/** Names among which {@link arbitraryTicket} chooses whom to block and whom was met lately. */
export const arbitraryNames = ['ann', 'bob', 'cat', 'dan', 'eve', 'fay', 'gus', 'hal'];

const some = <Item>(items: readonly Item[], maxLength: number = items.length) =>
  fc.subarray([...items], { maxLength });
/** Mostly nothing: a filter that is always on would leave nobody to meet. */
const seldom = <Item>(items: readonly Item[]) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant<Item[]>([]) }, { weight: 1, arbitrary: some(items) });

/** A ticket of a person by that name, from a small world in which filters often bite and often don't. */
export function arbitraryTicket(name: string, enteredAtMs: number): fc.Arbitrary<Ticket> {
  const others = arbitraryNames.filter((other) => other !== name).map(handleOf);
  const about = fc.record(
    {
      languages: fc.subarray(languages, { minLength: 1 }),
      interests: some(interests),
      age: fc.constantFrom(...ageBrackets),
      gender: fc.constantFrom(...genders),
      region: fc.constantFrom(...regions),
    },
    { requiredKeys: ['languages', 'interests'] },
  );
  const wants = fc.record({
    sharedLanguage: fc.boolean(),
    minSharedInterests: fc.constantFrom(0, 0, 0, 1, 2),
    ages: seldom(ageBrackets),
    genders: seldom(genders),
    regions: seldom(regions),
    soft: some(filterNames),
  });
  return fc
    .record({
      about,
      wants,
      blocks: seldom(others),
      recent: seldom(others),
      reputation: fc.double({ min: 0, max: 1, noNaN: true }),
      priority: fc.constantFrom(0, 1, 100),
    })
    .map((sketch) => sketchTicket(name, { ...sketch, enteredAtMs }));
}
