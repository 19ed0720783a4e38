import { readFileSync } from 'node:fs';

import { generateSuite, type SuiteOptions } from './generate.ts';
import { parseFamilies, parseWords } from './source.ts';

/** A suite: the file that it becomes and the folder of its words and templates. */
export interface Suite {
  readonly file: string;
  readonly folder: string;
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

export const suites: readonly Suite[] = [
  {
    file: 'training.jsonl',
    folder: 'training',
    options: { seed: 20261, fillings: 14, groupless: 9, spelledShare: 0.25, spelled },
  },
  {
    file: 'test.jsonl',
    folder: 'testing',
    options: { seed: 777, fillings: 7, groupless: 4, spelledShare: 0.2, spelled: spelledInTest },
  },
];

/** The text of a suite's file, one JSON object a line. */
export function writeSuite({ folder, options }: Suite): string {
  const read = (file: string) => readFileSync(new URL(`../${folder}/${file}`, import.meta.url), 'utf8');
  const lines = generateSuite(parseWords(read('words.txt')), parseFamilies(read('templates.txt')), options);
  return lines.map((line) => JSON.stringify(line) + '\n').join('');
}
