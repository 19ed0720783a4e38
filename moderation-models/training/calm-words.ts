/**
 * `node training/calm-words.ts DATA`: finds frequent words that few hurtful lines have, for a line of one word is a line too, and
 * writes them into the words of the suites: half for training, a sixth for its development part, a third for the openers.
 */
import { readFileSync, writeFileSync } from 'node:fs';

import { fold } from '../src/rules/fold.ts';
import { englishRude, englishWords } from '../src/text/english-words.ts';
import { normalise } from '../src/text/normalise.ts';
import type { TextLabel } from '../src/types.ts';
import { neverTrained, readSplit } from './records.ts';

const frequent = 6_000;
const minLines = 25;
/** Of the lines with a word, so many may have the label. Of all of them a third are toxic and a tenth hateful. */
const most = { toxic: 0.3, hate: 0.15, threat: 0.03 } satisfies Partial<Record<TextLabel, number>>;
const labels = Object.keys(most) as (keyof typeof most)[];
/** There `kill` is said of programs, and most lines have no labels but one; the others are for measuring. */
const unlike: readonly string[] = ['ubuntu_irc', 'civil_comments', ...neverTrained];
/** Forms of one word have one stem, so that they stay in one part. */
const stemOf = (word: string) =>
  word.replace(/(?:ies|e?s|e?d|ing|ers?|ly|ions?|e|y)$/, '').replace(/([bdgklmnprt])\1$/, '$1');
/** What the labels don't tell: alone it may speak of harm to oneself or others, of sex, or of a group. */
const notAlone = new Set(
  `suicidal suicide strip weasel terror terrify harm harmful hurt depression depressed addiction overweight injure injury death
  ages damage invasion shot spam malicious panic jihadi babe vandalize suffer mock hostile horror offense pump explicit violate
  violation expose warring nuclear shutdown shock chest wet crisis disease danger scary nightmare protest attraction virus
  coronavirus pain cut disappear target hunt orthodox foreign`
    .split(/\s+/)
    .map(stemOf),
);

const counts = new Map<
  string,
  { lines: number; labelled: Map<string, number>; known: Map<string, number> }
>();
for (const line of readSplit(process.argv[2] ?? '', 'en-train')) {
  if (unlike.includes(line.source)) continue;
  const words =
    fold(line.text.slice(0, 2_000)).text.match(/(?<![\p{L}\p{N}*#@$'])[a-z]{2,}(?![\p{L}\p{N}*#@$'])/gu) ??
    [];
  for (const word of new Set(words)) {
    const count = counts.get(word) ?? { lines: 0, labelled: new Map(), known: new Map() };
    counts.set(word, count);
    count.lines += 1;
    for (const label of labels) {
      const value = line.labels[label];
      if (value === undefined) continue;
      count.known.set(label, (count.known.get(label) ?? 0) + 1);
      count.labelled.set(label, (count.labelled.get(label) ?? 0) + value);
    }
  }
}
const rude = new Set(englishRude.split(' '));
const calm = englishWords
  .split(' ')
  .slice(0, frequent)
  .filter((word) => {
    const count = counts.get(word);
    if (word.length < 2 || rude.has(word) || notAlone.has(stemOf(word)) || normalise(word) !== word)
      return false;
    if (count === undefined || count.lines < minLines) return false;
    return labels.every(
      (label) => (count.labelled.get(label) ?? 0) <= most[label] * (count.known.get(label) ?? 0),
    );
  });

const parts = ['calmword', 'calmword', 'calmword', 'calmdev', 'calmtest', 'calmtest'] as const;
const stems = [...new Set(calm.map(stemOf))];
const partOf = new Map(stems.map((stem, at) => [stem, parts[at % parts.length]]));
const written = { training: ['calmword', 'calmdev'], openers: ['calmtest'] };
for (const [suite, slots] of Object.entries(written)) {
  const file = new URL(`../suites/${suite}/words.txt`, import.meta.url);
  const others = readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .filter((line) => !slots.some((slot) => line.startsWith(`${slot}: `)));
  const own = slots.map((slot) => {
    const words = calm.filter((word) => partOf.get(stemOf(word)) === slot);
    process.stdout.write(`${slot}: ${words.length} words\n`);
    return `${slot}: ${words.join('; ')}`;
  });
  writeFileSync(file, [...others, ...own, ''].join('\n'));
}
