import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { textLabels, type TextLabel } from '../src/types.ts';
import {
  linesByGroup,
  linesOfSuite,
  openersSuite,
  partsOfSuite,
  testSuite,
  trainingSuite,
  unlistedGroups,
} from '../suites/generator/suites.ts';

/** A labelled line. A label that its source doesn't state is absent. */
export interface LabelledLine {
  readonly text: string;
  readonly source: string;
  readonly labels: Partial<Record<TextLabel, 0 | 1>>;
  /** How far the labels can be trusted, from 0 to 1. */
  readonly weight: number;
  /** The group that the line speaks of, where its suite names one. */
  readonly group?: string;
}

/** Where these were read or may be read, the model must not learn from them. */
export const neverTrained: readonly string[] = ['toxigen', 'insults_heldout', 'wikipedia_talk_heldout'];

const parseLines = (jsonl: string): Record<string, unknown>[] =>
  jsonl
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

function labelsIn(row: Record<string, unknown>): LabelledLine['labels'] {
  const stated = textLabels.flatMap((label) =>
    row[label] === 0 || row[label] === 1 ? [[label, row[label]] as const] : [],
  );
  return Object.fromEntries(stated) as LabelledLine['labels'];
}

/** The lines of `NAME.jsonl.gz` in the data folder. */
export function readSplit(folder: string, name: string): LabelledLine[] {
  const text = gunzipSync(readFileSync(join(folder, `${name}.jsonl.gz`))).toString('utf8');
  return parseLines(text).map((row) => ({
    text: String(row['text']),
    source: String(row['source']),
    labels: labelsIn(row),
    weight: typeof row['weight'] === 'number' ? row['weight'] : 1,
  }));
}

const suitePart = {
  test: () => linesOfSuite(testSuite),
  groups: () => linesByGroup(),
  unlisted: () => linesByGroup(unlistedGroups()),
  openers: () => linesOfSuite(openersSuite),
  training: () => partsOfSuite(trainingSuite).training,
  development: () => partsOfSuite(trainingSuite).development,
};

/**
 * Lines of the project's own suites, as labelled lines whose source is `suite:CATEGORY`: the test suite, its harmless
 * templates for every group and for those without a name in the model, the openers, and the two parts of the training suite, which have no template in common.
 */
export const readSuite = (part: keyof typeof suitePart): LabelledLine[] =>
  suitePart[part]().map(({ text, labels, category, group }) => ({
    text,
    source: `suite:${category}`,
    labels,
    weight: 1,
    ...(group === undefined ? {} : { group }),
  }));
