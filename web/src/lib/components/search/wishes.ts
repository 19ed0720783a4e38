import type { FilterName } from '@sotto/protocol';
import type { Profile } from '../../app/state.ts';
import { ageNames, gendersNames, regionNames } from '../../text/en/profile.ts';
import { wishes as text } from '../../text/en/search.ts';

/**
 * What is being looked for, a wish a line.
 * @param nameOf gives a language's name for its code
 */
export function describeWishes(
  { about, wants }: Profile,
  nameOf: (code: string) => string,
): readonly string[] {
  const list = (items: readonly string[]): string =>
    new Intl.ListFormat('en', { type: 'disjunction' }).format(items);
  const wish = (filter: FilterName, said: string): string =>
    wants.soft.includes(filter) ? text.widening(said) : said;

  const said: string[] = [];
  if (wants.genders.length > 0)
    said.push(wish('genders', list(wants.genders.map((gender) => gendersNames[gender]))));
  if (wants.ages.length > 0) said.push(wish('ages', text.aged(list(wants.ages.map((age) => ageNames[age])))));
  if (wants.regions.length > 0)
    said.push(wish('regions', list(wants.regions.map((region) => regionNames[region]))));
  if (wants.sharedLanguage) said.push(wish('languages', text.speaking(list(about.languages.map(nameOf)))));
  if (wants.minSharedInterests > 0) said.push(wish('interests', text.interested(list(about.interests))));
  else if (about.interests.length > 0) said.push(text.preferring(list(about.interests)));
  return said.length === 0 ? [text.anyone] : said;
}
