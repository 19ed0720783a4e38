import { DataSet, englishDataset, englishRecommendedTransformers, RegExpMatcher } from 'obscenity';

import type { RuleHit, RuleName } from '../types.ts';
import { foldWord, inOriginal, type Folded } from './fold.ts';
import { isAddressed, isMentioned, quotedStretches } from './mention.ts';
import { nothingTaken } from './stretches.ts';
import { harmlessNeighbours, maskedSwearWords, slurWords, swearWords } from './word-lists.ts';
import type { Word } from './words.ts';

/**
 * What obscenity's English list holds beside swearing: medical and sexual terms that adults may well use, words
 * with a harmless meaning in other languages, and slurs, which have a list of their own.
 */
const notSwearing = new Set([
  ...[
    'sex',
    'penis',
    'vagina',
    'anus',
    'anal',
    'orgasm',
    'semen',
    'incest',
    'rape',
    'porn',
    'hentai',
    'boob',
  ],
  ...['ejaculate', 'masturbate', 'fellatio', 'scat', 'orgy', 'bestiality', 'tit', 'turd', 'cum', 'fisting'],
  ...['abo', 'abeed', 'africoon', 'arabush', 'boonga', 'chingchong', 'chink', 'dyke', 'fag', 'kike', 'negro'],
  ...[
    'nigger',
    'retard',
    'spastic',
    'tranny',
    'hooker',
    'felch',
    'felching',
    'cuck',
    'dick',
    'prick',
    'cock',
  ],
]);

const swearing = new DataSet<{ originalWord: string }>()
  .addAll(englishDataset)
  .removePhrasesIf((phrase) => notSwearing.has(phrase.metadata?.originalWord ?? ''));
const matcher = new RegExpMatcher({ ...swearing.build(), ...englishRecommendedTransformers });

/** All ways to hide letters of a word behind stars: one, the vowels, all inner ones. */
function maskedForms(word: string): string[] {
  const inner = word.slice(1, -1);
  const ends = (middle: string) => `${word[0]}${middle}${word.at(-1)}`;
  const single = [...inner].map((_, i) => ends(`${inner.slice(0, i)}*${inner.slice(i + 1)}`));
  return [...single, ends(inner.replace(/[aeiou]/g, '*')), ends('*'.repeat(inner.length))];
}

function wordMap(words: readonly string[], masked: readonly string[]): Map<string, string> {
  const map = new Map<string, string>();
  for (const word of masked) for (const form of maskedForms(foldWord(word))) map.set(form, word);
  for (const word of words) map.set(foldWord(word), word);
  return map;
}

const longSlurs = slurWords.filter((word) => word.length > 4 && /^[a-z]+$/.test(word));
const slurs = wordMap(slurWords, longSlurs);
const swears = wordMap([...swearWords, ...maskedSwearWords], maskedSwearWords);
const neighbourReach = 3;

const find = (map: ReadonlyMap<string, string>, word: Word): string | undefined =>
  map.get(word.text) ?? word.readings.map((reading) => map.get(reading)).find((found) => found !== undefined);

function meansSomethingElse(slur: string, words: readonly Word[], at: number): boolean {
  const neighbours = harmlessNeighbours[slur];
  if (neighbours === undefined) return false;
  const near = words.slice(Math.max(0, at - neighbourReach), at + neighbourReach + 1);
  return near.some((word) => neighbours.includes(word.text));
}

/** Slurs against a group, and swearing; one hit for each place. A slur that is only mentioned counts as swearing. */
export function findProfanity(folded: Folded, words: readonly Word[]): RuleHit[] {
  const hits: RuleHit[] = [];
  const hit = (rule: RuleName, detail: string, start: number, end: number) => {
    hits.push({ rule, detail, ...inOriginal(folded, start, end) });
  };
  const taken: Word[] = [];
  const quoted = nothingTaken(folded.text.length);
  for (const { start, end } of quotedStretches(folded.text, words)) quoted.take(start, end);
  words.forEach((word, at) => {
    const slur = find(slurs, word);
    if (slur !== undefined && !meansSomethingElse(slur, words, at)) {
      const isQuoted = quoted.overlaps(word.start, word.end) && !isAddressed(words, at);
      const mentioned = isQuoted || isMentioned(words, at);
      if (mentioned) hit('profanity', 'slur_mentioned', word.start, word.end);
      else hit('slur', 'slur', word.start, word.end);
      taken.push(word);
    } else if (find(swears, word) !== undefined) {
      hit('profanity', 'swearing', word.start, word.end);
      taken.push(word);
    }
  });
  let next = 0;
  for (const match of matcher.getAllMatches(folded.text, true)) {
    while (next < taken.length && (taken[next] as Word).end <= match.startIndex) next += 1;
    const other = taken[next];
    if (other !== undefined && other.start <= match.endIndex) continue;
    hit('profanity', 'swearing', match.startIndex, match.endIndex + 1);
  }
  return hits;
}
