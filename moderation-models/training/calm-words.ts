/**
 * `node training/calm-words.ts DATA`: finds the frequent words that hurtful lines have no more of than others, and writes half of
 * them into the words of the training suite, half into those of the openers, for a line of one word is a line too.
 */
import { readFileSync, writeFileSync } from 'node:fs';

import { fold } from '../src/rules/fold.ts';
import { englishRude, englishWords } from '../src/text/english-words.ts';
import type { TextLabel } from '../src/types.ts';
import { neverTrained, readSplit } from './records.ts';

const frequent = 6_000;
const minLines = 25;
/** Of the lines with a word, so many may have the label. Without the word a third are toxic, 1.6 % threats. */
const most = { toxic: 0.3, hate: 0.15, threat: 0.03, sexual: 0.03, self_harm: 0.03 } satisfies Partial<
  Record<TextLabel, number>
>;
const labels = Object.keys(most) as (keyof typeof most)[];
/** There `kill` is said of programs, and who says `gay` may be anybody. */
const unlike: readonly string[] = ['ubuntu_irc', 'civil_comments', ...neverTrained];

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
    if (word.length < 2 || rude.has(word) || count === undefined || count.lines < minLines) return false;
    return labels.every(
      (label) => (count.labelled.get(label) ?? 0) <= most[label] * (count.known.get(label) ?? 0),
    );
  });
const halves = { training: 0, openers: 1 };
for (const [suite, rest] of Object.entries(halves)) {
  const file = new URL(`../suites/${suite}/words.txt`, import.meta.url);
  const half = calm.filter((_, at) => at % 2 === rest);
  const others = readFileSync(file, 'utf8').replace(/^calm: .*\n/m, '');
  writeFileSync(file, `${others}calm: ${half.join('; ')}\n`);
}
process.stdout.write(`${calm.length} calm words\n`);
