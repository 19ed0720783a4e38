/**
 * `node training/prepare.ts DATA OUT`: reads the data, adds noise, normalises, and writes the ids that the
 * model is trained on as little-endian arrays, so that training needs no second implementation of them.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { seededRandom } from '../src/evaluation/random.ts';
import { obfuscate, obfuscations } from '../src/evaluation/obfuscation.ts';
import { gramsOf, maxPieces, piecesOf, wordsOfLine } from '../src/text/features.ts';
import { englishLexicon } from '../src/text/english.ts';
import { noLexicon } from '../src/text/lexicon.ts';
import { normalise } from '../src/text/normalise.ts';
import { groupsOf, trainingSuite } from '../suites/generator/suites.ts';
import { textLabels } from '../src/types.ts';
import { withNoise } from './noise.ts';
import { neverTrained, readSplit, readSuite, type LabelledLine } from './records.ts';
import type { WordVectors } from './neighbours.ts';
import { transferLines } from './transfer.ts';

const seed = 5;
/** Frequent words that get a place even where no line has them. */
const vectorWords = 80_000;
const vectorFile = process.env['WORD_VECTORS'];
const noisyShare = { harmful: 0.45, harmless: 0.12 };
const [folder = process.env['MODERATION_DATA'] ?? '', out = 'training/work', language = 'en'] =
  process.argv.slice(2);

const random = seededRandom(seed);
const lexicon = language === 'en' ? englishLexicon : noLexicon;
const wordNumbers = new Map<string, number>();
const numberOf = (word: string) => {
  const known = wordNumbers.get(word);
  if (known !== undefined) return known;
  wordNumbers.set(word, wordNumbers.size);
  return wordNumbers.size - 1;
};
const save = (name: string, array: Int32Array | Int8Array | Float32Array) =>
  writeFileSync(join(out, name), new Uint8Array(array.buffer, array.byteOffset, array.byteLength));

/** Ragged rows as one array and where each row begins, with the end of the last. */
function saveRows(name: string, rows: readonly (readonly number[])[]) {
  const starts = new Int32Array(rows.length + 1);
  rows.forEach((row, at) => (starts[at + 1] = (starts[at] ?? 0) + row.length));
  const all = new Int32Array(starts[rows.length] ?? 0);
  rows.forEach((row, at) => all.set(row, starts[at]));
  save(`${name}.bin`, all);
  save(`${name}-starts.bin`, starts);
}

function write(name: string, lines: readonly LabelledLine[]) {
  const words = lines.map((line) => wordsOfLine(normalise(line.text, lexicon)));
  saveRows(
    `${name}-words`,
    words.map((row) => row.map(numberOf)),
  );
  saveRows(`${name}-grams`, words.map(gramsOf));
  const labels = new Int8Array(lines.length * textLabels.length).fill(-1);
  lines.forEach((line, at) =>
    textLabels.forEach((label, of) => (labels[at * textLabels.length + of] = line.labels[label] ?? -1)),
  );
  save(`${name}-labels.bin`, labels);
  save(
    `${name}-weights.bin`,
    Float32Array.from(lines, (line) => line.weight),
  );
  writeFileSync(join(out, `${name}-sources.txt`), lines.map((line) => line.source).join('\n'));
  process.stdout.write(`${name}: ${lines.length} lines\n`);
}

/** Copies with noise and which line each was made of. They count half, for the label may no longer be read in them. */
const noisy = (lines: readonly LabelledLine[]) =>
  lines.flatMap((line, of) => {
    const harmful = Object.values(line.labels).some((value) => value === 1);
    if (random() >= (harmful ? noisyShare.harmful : noisyShare.harmless)) return [];
    return [{ line: { ...line, text: withNoise(line.text, random), weight: line.weight * 0.5 }, of }];
  });

/** The lines to learn from: each part, then its copies with noise, then the lines without labels. */
function writeTraining(parts: readonly (readonly LabelledLine[])[], unlabelled: readonly LabelledLine[]) {
  const lines: LabelledLine[] = [];
  const origins: number[] = [];
  for (const part of parts) {
    const from = lines.length;
    for (const { line, of } of [...part.map((line, of) => ({ line, of })), ...noisy(part)]) {
      lines.push(line);
      origins.push(from + of);
    }
  }
  for (const line of unlabelled) origins.push(lines.push(line) - 1);
  write('train', lines);
  save('train-origins.bin', Int32Array.from(origins));
}

/**
 * Davidson's lines that hold slurs are mostly "offensive, not hate", which the other sources contradict; there the
 * label hate counts as unknown. GoEmotions' lines state no `sexual` and `self_harm`: they are taken as neither, or
 * these labels would answer everyday talk by chance.
 */
function trusted(line: LabelledLine): LabelledLine {
  if (line.source.startsWith('goemotions'))
    return { ...line, labels: { sexual: 0, self_harm: 0, ...line.labels } };
  if (line.source !== 'davidson' || line.labels.toxic !== 1 || line.labels.hate !== 0) return line;
  const labels = { ...line.labels };
  delete labels.hate;
  return { ...line, labels };
}

mkdirSync(out, { recursive: true });
const train = readSplit(folder, `${language}-train`)
  .filter((line) => !neverTrained.includes(line.source))
  .map(trusted);
const suite = language === 'en' ? readSuite('training') : [];
const vectors =
  language === 'en' && vectorFile !== undefined
    ? (JSON.parse(readFileSync(vectorFile, 'utf8')) as { vectors: WordVectors }).vectors
    : undefined;
const groups = groupsOf(trainingSuite);
writeTraining(
  [train, suite],
  vectors ? transferLines({ suite, train, groups, vectors }, seededRandom(seed + 1)) : [],
);
write('dev', [
  ...readSplit(folder, `${language}-dev`).filter((line) => !neverTrained.includes(line.source)),
  ...(language === 'en' ? readSuite('development') : []),
]);
const test = readSplit(folder, `${language}-test`);
write('test', test);
if (language === 'en') {
  write('heldout', readSplit(folder, 'en-heldout'));
  write('suite', readSuite('test'));
  const plain = test.filter((line) => ['wikipedia_talk', 'paradetox', 'davidson'].includes(line.source));
  for (const trick of obfuscations) {
    const tried = plain.map((line) => ({ ...line, text: obfuscate(line.text, trick, random) }));
    write(`trick-${trick}`, tried);
  }
  write('trick-none', plain);
}
if (vectors) Object.keys(vectors).slice(0, vectorWords).forEach(numberOf);
writeFileSync(join(out, 'words.txt'), [...wordNumbers.keys()].join('\n'));
const pieces = new Int32Array(wordNumbers.size * maxPieces);
for (const [word, at] of wordNumbers) pieces.set(piecesOf(word), at * maxPieces);
save('pieces.bin', pieces);
process.stdout.write(`${wordNumbers.size} words\n`);
