import { readFileSync } from 'node:fs';

import { firstNames } from '../../src/text/first-names.ts';
import { generateSuite, type SuiteLine, type SuiteOptions } from './generate.ts';
import { parseFamilies, parseWords, type Family, type Group, type Words } from './source.ts';

/** A suite: the folder of its words and templates, and how it is filled. */
export interface Suite {
  readonly folder: 'training' | 'testing' | 'openers';
  readonly options: SuiteOptions;
}

const spelled = [
  ...['derogation', 'group_threat', 'slur', 'person_threat', 'non_protected_abuse'],
  ...['group_neutral', 'group_positive', 'negation_harmless', 'neutral_profanity', 'everyday'],
];

const spelledInTest = [
  ...['derogation', 'threatening', 'slurs', 'unprotected_targets'],
  ...['identity_neutral', 'identity_positive', 'negated_harmless', 'harmless_profanity', 'small_talk'],
];

/** What the model learns from. It is generated where it is needed, for as a file it would be large. */
export const trainingSuite: Suite = {
  folder: 'training',
  options: { seed: 20261, fillings: 18, groupless: 9, spelledShare: 0.2, spelled },
};

/**
 * What it is tested with: other words and templates, and groups of which the model reads most as it reads those of training
 * (see `src/text/group-names.ts`). `suites/test.jsonl` holds it.
 */
export const testSuite: Suite = {
  folder: 'testing',
  options: { seed: 777, fillings: 7, groupless: 4, spelledShare: 0.2, spelled: spelledInTest },
};

/** How strangers begin, by name, age and place, none of it harmful: a line of two words has little that tells it from others. */
export const openersSuite: Suite = {
  folder: 'openers',
  options: { seed: 4_242, fillings: 0, groupless: 20, spelledShare: 0, spelled: [] },
};

function familiesOf({ folder }: Suite): { readonly words: Words; readonly families: readonly Family[] } {
  const read = (file: string) => readFileSync(new URL(`../${folder}/${file}`, import.meta.url), 'utf8');
  const own = parseWords(read('words.txt'));
  const slots = folder === 'training' ? new Map([...own.slots, ['firstname', firstNames]]) : own.slots;
  const words = { ...own, slots };
  return { words, families: parseFamilies(read('templates.txt'), words) };
}

/** The groups that a suite speaks of. */
export const groupsOf = (suite: Suite): readonly Group[] => familiesOf(suite).words.groups;

/** The lines of a suite, generated anew. */
export function linesOfSuite(suite: Suite): readonly SuiteLine[] {
  const { words, families } = familiesOf(suite);
  return generateSuite(words, families, suite.options);
}

const developmentEvery = 7;

/**
 * The lines of a suite in two parts without a template in common: every seventh template of a family goes to the
 * development part, so that thresholds are set on sentences that the model hasn't learnt.
 */
export function partsOfSuite(
  suite: Suite,
): Readonly<Record<'training' | 'development', readonly SuiteLine[]>> {
  const { words, families } = familiesOf(suite);
  const part = (development: boolean) =>
    families.map((family) => ({
      ...family,
      templates: family.templates.filter(
        (_, at) => (at % developmentEvery === developmentEvery - 1) === development,
      ),
    }));
  return {
    training: generateSuite(words, part(false), suite.options),
    development: generateSuite(words, part(true), {
      ...suite.options,
      fillings: 9,
      seed: suite.options.seed + 1,
    }),
  };
}

/** How often each harmless template of the test suite speaks of each of its groups, so that groups differ in nothing else. */
const fillingsOfGroup = 4;

/** Groups that the model has no name for. */
export const unlistedGroups = (): readonly Group[] =>
  parseWords(readFileSync(new URL('../testing/unlisted.txt', import.meta.url), 'utf8')).groups;

/**
 * The harmless templates of the test suite that speak of people, each filled for every group equally often: what one
 * group is hidden for and another isn't comes from the group's words. Never trained on, like the test suite.
 */
export function linesByGroup(groups = groupsOf(testSuite)): readonly SuiteLine[] {
  const { words: own, families } = familiesOf(testSuite);
  const words = { ...own, groups };
  const hasSlurs = groups.some(({ slur }) => slur.length > 0);
  const calm = families
    .filter(({ labels }) => labels.length === 0)
    .map((family) => ({
      ...family,
      templates: family.templates.filter((template) => hasSlurs || !template.includes('{slur}')),
      fillings: groups.length * fillingsOfGroup,
    }));
  const lines = generateSuite(words, calm, { ...testSuite.options, spelledShare: 0 });
  return lines.filter(({ group }) => group !== undefined);
}

/** The text of a suite's file, one JSON object a line. */
export const writeSuite = (suite: Suite): string =>
  linesOfSuite(suite)
    .map((line) => JSON.stringify(line) + '\n')
    .join('');
