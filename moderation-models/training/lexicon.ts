/** `node training/lexicon.ts DATA`: counts the words of the training data and writes `src/text/english-words.ts`. */
import { writeFileSync } from 'node:fs';

import { fold } from '../src/rules/fold.ts';
import { neverTrained, readSplit, readSuite } from './records.ts';

const keptWords = 12_000;
const minCount = 12;
const minLines = { rude: 8 };
const rudeShare = 0.75;

const folder = process.argv[2] ?? process.env['MODERATION_DATA'] ?? '';
const lines = [...readSplit(folder, 'en-train'), ...readSuite('training')].filter(
  (line) => !neverTrained.includes(line.source),
);
const counts = new Map<string, { all: number; known: number; toxic: number }>();
for (const { text, labels, source, group } of lines) {
  // Names of made-up groups are no words that a misspelt one may be read as; single words are chosen by this list.
  if (source.startsWith('suite:spelling') || source === 'suite:single_words' || group?.startsWith('made_'))
    continue;
  const words =
    fold(text.slice(0, 2_000)).text.match(/(?<![\p{L}\p{N}*#@$])[a-z]+(?![\p{L}\p{N}*#@$])/gu) ?? [];
  for (const word of new Set(words)) {
    const count = counts.get(word) ?? { all: 0, known: 0, toxic: 0 };
    counts.set(word, count);
    count.all += 1;
    if (labels.toxic === undefined || source === 'civil_comments') continue;
    count.known += 1;
    count.toxic += labels.toxic;
  }
}
const isWord = (word: string) =>
  word.length <= 16 &&
  !/(.)\1\1/.test(word) &&
  (word.length > 2 ||
    'a i u am an as at be by do go he hi if im in is it me my no of oh ok on or so to up us we ye yo'
      .split(' ')
      .includes(word));
const words = [...counts]
  .filter(([word, { all }]) => all >= minCount && isWord(word))
  .sort(([a, x], [b, y]) => y.all - x.all || (a < b ? -1 : 1))
  .slice(0, keptWords)
  .map(([word]) => word);
const rude = words.filter((word) => {
  const { known, toxic } = counts.get(word) ?? { known: 0, toxic: 0 };
  return word.length > 2 && known >= minLines.rude && toxic / known >= rudeShare;
});
writeFileSync(
  new URL('../src/text/english-words.ts', import.meta.url),
  `/** Written by \`training/lexicon.ts\`, most frequent first. */
export const englishWords =
  '${words.join(' ')}';

/** Those of them that come mostly in hurtful lines, most frequent first. */
export const englishRude =
  '${rude.join(' ')}';
`,
);
process.stdout.write(`${words.length} words, ${rude.length} rude\n`);
