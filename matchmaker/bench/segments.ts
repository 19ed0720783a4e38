import type { Ticket } from '../src/index.ts';

/** Groups of people whose waits are told apart: what a mean over all hides. */
export const segments: readonly (readonly [name: string, isIn: (ticket: Ticket) => boolean])[] = [
  ['everybody', () => true],
  ['asks nothing but a language', ({ wants }) => asksNothing(wants)],
  ['asks for an age', ({ wants }) => wants.ages.length > 0],
  ['asks for a gender', ({ wants }) => wants.genders.length > 0],
  ['asks for a region', ({ wants }) => wants.regions.length > 0],
  ['asks for a shared interest', ({ wants }) => wants.minSharedInterests > 0],
  ['hard filters only', ({ wants }) => !asksNothing(wants) && wants.soft.length === 0],
  ['nonbinary', ({ about }) => about.gender === 'nonbinary'],
  ['55 or over', ({ about }) => about.age === '55+'],
  [
    'speaks only a rare language',
    ({ about }) => about.languages.every((name) => rareLanguages.includes(name)),
  ],
];

const rareLanguages = ['it', 'pl', 'nl', 'sv', 'fi'];

function asksNothing(wants: Ticket['wants']): boolean {
  const lists = wants.ages.length + wants.genders.length + wants.regions.length;
  return lists === 0 && wants.minSharedInterests === 0;
}
