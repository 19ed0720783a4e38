import { pick, type Random } from '../src/evaluation/random.ts';
import type { Group } from '../suites/generator/source.ts';
import { neighboursOf, type WordVectors } from './neighbours.ts';
import type { LabelledLine } from './records.ts';

const copies = { suite: 40_000, talk: 15_000, sentences: 20_000, aboutGroups: 35_000, joined: 10_000 };
/** Longer lines tell the teacher less for more time; sentences of fewer words than the least say little. */
const words = { least: 4, most: 20 };
/** Only words that come in so many of the lines are exchanged. */
const minLines = 3;
/** The chance that a word is exchanged, and that the other word is any frequent one. */
const chance = { exchange: 0.3, any: 0.15 };
const anyWords = 8_000;
/** Sources of talk between people. */
const talkSources = [
  ...['civil_comments', 'edos', 'hatemoji', 'paradetox', 'davidson', 'diasafety', 'convabuse'],
  ...['discord_automod', 'goemotions_positive', 'goemotions_neutral', 'wikipedia_talk_context', 'xpersona'],
];
const longSources = ['civil_comments', 'edos', 'wikipedia_talk', 'wikipedia_talk_b', 'wikipedia_talk_c'];

const word = /(?<![\p{L}\p{N}])[A-Za-z]{3,}(?![\p{L}\p{N}])/gu;
const person =
  /(?<![\p{L}\p{N}])(?:you|they|them|people|guys|men|women|girls|someone|everyone)(?![\p{L}\p{N}'])/iu;
const wordsIn = (text: string) => (text.match(word) ?? []).map((found) => found.toLowerCase());
const isShort = (text: string) => {
  const count = text.trim().split(/\s+/).length;
  return count >= words.least && count <= words.most;
};

/** What a teacher is asked about. */
export interface TransferSource {
  readonly suite: readonly LabelledLine[];
  readonly train: readonly LabelledLine[];
  readonly groups: readonly Group[];
  readonly vectors: WordVectors;
}

/**
 * Lines for the teacher to score, which nobody labelled: those of the training suite and of talk with some of their words
 * exchanged for words of like meaning, sentences out of longer lines, both with a group in place of a person, and pairs of
 * lines as one.
 */
export function transferLines(
  { suite, train, groups, vectors }: TransferSource,
  random: Random,
): LabelledLine[] {
  const talk = train.filter(({ source }) => talkSources.includes(source)).map(({ text }) => text);
  const sentences = train
    .filter(({ source }) => longSources.includes(source))
    .flatMap(({ text }) => text.split(/(?<=[.!?])\s+|\n+/))
    .filter(isShort);
  const short = talk.filter(isShort);
  const suiteTexts = suite.map(({ text }) => text);
  const ofPersons = [...short, ...sentences].filter((text) => person.test(text));

  const counts = new Map<string, number>();
  for (const text of [...suiteTexts, ...short])
    for (const found of new Set(wordsIn(text))) counts.set(found, (counts.get(found) ?? 0) + 1);
  const frequent = [...counts].filter(([, count]) => count >= minLines).map(([found]) => found);
  const near = neighboursOf(frequent, vectors);
  const any = Object.keys(vectors)
    .filter((name) => /^[a-z]{3,}$/.test(name))
    .slice(0, anyWords);

  const exchanged = (text: string) =>
    text.replace(word, (found) => {
      const others = near.get(found.toLowerCase());
      if (others === undefined || random() >= chance.exchange) return found;
      return random() < chance.any ? pick(any, random) : pick(others, random);
    });
  const withGroup = (text: string) => text.replace(person, () => pick(pick(groups, random).pl, random));
  const one = () => pick(random() < 0.6 ? suiteTexts : short, random);
  const many = (count: number, write: () => string) => Array.from({ length: count }, write);
  const texts = [
    ...many(copies.suite, () => exchanged(pick(suiteTexts, random))),
    ...many(copies.talk, () => exchanged(pick(short, random))),
    ...many(copies.sentences, () => pick(sentences, random)),
    ...many(copies.aboutGroups, () => withGroup(pick(ofPersons, random))),
    ...many(copies.joined, () => `${one()}${pick([', ', '. ', ' but ', ' and ', ' '], random)}${one()}`),
  ];
  return [...new Set(texts)].map((text) => ({ text, source: 'transfer', labels: {}, weight: 1 }));
}
