import { existsSync, readdirSync, readFileSync } from 'node:fs';

import { chatSchema, type Chat } from '../src/evaluation/chat.ts';
import { readCsv } from '../src/evaluation/csv.ts';
import type { EvaluatedLine } from '../src/evaluation/line.ts';
import { ruleSuiteSchema, type RuleSuite } from '../src/evaluation/rule-suite.ts';
import { readSplit, readSuite } from '../training/records.ts';

type Read<T> = { readonly ok: true; readonly lines: T } | { readonly ok: false; readonly message: string };

/** Sets of talk that nobody should be troubled by. */
export const everydaySets: readonly string[] = [
  ...['ubuntu_irc', 'goemotions_positive', 'goemotions_neutral', 'xpersona', 'diasafety_benign'],
];

const fromSuite = (part: 'test' | 'groups' | 'unlisted'): EvaluatedLine[] =>
  readSuite(part).map((line) => ({
    ...line,
    language: 'en',
    category: line.source.replace(/^suite:/, ''),
    source: 'suites/test',
  }));

/** The project's own suite for testing. */
export const testSuite = (): EvaluatedLine[] => fromSuite('test');

/** Its harmless templates that speak of people, each for every group. */
export const groupLines = (): EvaluatedLine[] => fromSuite('groups');

/** The same with groups that the model has no name for. */
export const unlistedLines = (): EvaluatedLine[] => fromSuite('unlisted');

/** How strangers begin, by name, age and place, and lines of a single word, none of them harmful. */
export const openers = (): EvaluatedLine[] =>
  readSuite('openers').map((line) => ({
    ...line,
    language: 'en',
    source: line.source === 'suite:single_words' ? 'suites/openers, single words' : 'suites/openers',
  }));

/** The project's own everyday chat of 200 lines. */
export const everydayChat = (): Chat =>
  chatSchema.parse(
    JSON.parse(readFileSync(new URL('../suites/everyday.json', import.meta.url), 'utf8')) as unknown,
  );

/** What the rules should fire on, line by line. */
export const ruleSuite = (): RuleSuite =>
  ruleSuiteSchema.parse(
    JSON.parse(readFileSync(new URL('../suites/rules.json', import.meta.url), 'utf8')) as unknown,
  );

/** All lines of the data folder that nothing was trained on: its files `LANGUAGE-test` and `LANGUAGE-heldout`. */
export function dataLines(folder: string): Read<EvaluatedLine[]> {
  if (!existsSync(folder)) return { ok: false, message: `the data folder ${folder} is not there` };
  const splits = readdirSync(folder)
    .map((name) => /^([a-z]{2})-(?:test|heldout)(?=\.jsonl\.gz$)/.exec(name))
    .filter((match) => match !== null);
  if (splits.length === 0)
    return { ok: false, message: `the data folder ${folder} has no LANGUAGE-test.jsonl.gz` };
  const lines = splits.flatMap(([name, language = '']) =>
    readSplit(folder, name).map((line) => ({ ...line, language })),
  );
  return { ok: true, lines };
}

/** The lines of a table of one's own. */
export function extraLines(file: string, language: string): Read<readonly EvaluatedLine[]> {
  if (!existsSync(file)) return { ok: false, message: `${file} is not there` };
  const source = file.replace(/^.*[\\/]/, '');
  const read = readCsv(readFileSync(file), { source, language });
  return read.ok ? read : { ok: false, message: `${file}, line ${read.line}: ${read.message}` };
}
