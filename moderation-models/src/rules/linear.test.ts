import { describe, expect, test } from 'vitest';

import { newConversation } from '../decision/conversation.ts';
import { books } from './books.ts';
import { fold } from './fold.ts';
import { applyRules } from './index.ts';
import { findPhrases, type PhraseBook } from './phrases.ts';
import { wordsOf, type Word } from './words.ts';

/*
 * That no regular expression needs more than linear time is checked by the linter, pattern by pattern (regexp/no-super-linear-* in
 * eslint.config.js). Here: how often the matcher of phrases looks at a word.
 */
/** How many times a word is looked at while the book is held against the words. */
function looksOf(book: PhraseBook, words: readonly Word[]): number {
  let looks = 0;
  const counted = new Proxy(words, {
    get(target, key, receiver) {
      if (typeof key === 'string' && /^\d+$/.test(key)) looks += 1;
      return Reflect.get(target, key, receiver) as unknown;
    },
  });
  findPhrases(book, counted);
  return looks;
}

/** Beginnings of patterns over and over, so that each place starts many and finishes none. */
const hostile = [
  'i will ',
  'i ',
  'you ',
  'send me ',
  'send ',
  'kill ',
  'kill all the these ',
  'hope you ',
  'add me ',
  'add on at in ',
  'my ',
  'want to ',
  'fuck ',
  'earn a ',
  'ich ',
  'vou te ',
  'je vais ',
  'voy a ',
  'main tujhe ',
  'black people are ',
  'kill all the black ',
  'no ',
];
const looksPerWord = 400;

describe.each(books)('the phrases of %s', (_rule, book) => {
  test.each(hostile)('look at each word of "%s…" a bounded number of times', (seed) => {
    const words = (chars: number) =>
      wordsOf(fold(seed.repeat(Math.ceil(chars / seed.length)).slice(0, chars)));
    const [half, whole] = [words(2_000), words(4_000)];
    expect(looksOf(book, whole)).toBeLessThanOrEqual(looksPerWord * whole.length);
    expect(looksOf(book, whole)).toBeLessThanOrEqual(2.2 * looksOf(book, half) + 50);
  });
});

test('a word of signs has a bounded number of readings', () => {
  for (const seed of ['a@', '@', '!', 'a*', 'aaa', '|1'])
    for (const word of wordsOf(fold(`a${seed.repeat(2_000)}b ${seed.repeat(2_000)}`)))
      expect(word.readings.length).toBeLessThanOrEqual(3);
});

const seeds = [
  ...[
    'a',
    '1',
    ' ',
    '1 ',
    '1-',
    '(1',
    '+1',
    '@',
    'a@',
    'a.',
    'a-',
    'http://',
    'www.a',
    '0 ',
    'i ',
    'k i l l ',
  ],
  ...[
    'i will ',
    'send me ',
    'fuck ',
    'f*',
    'one ',
    'rue de ',
    '1 a ',
    'AA00 ',
    '4111 ',
    'é',
    '\u0301',
    '\u200b',
    '😀',
  ],
  ...['{', '{a', '%', 'text ', 'add me on ', 'my ', 'kill all the these ', 'aaa bbb ', '1 rua de ', 'x@y.'],
];

test('a hostile line of 4,000 characters gives no more hits than it has words', () => {
  const context = { side: 'receiver', conversation: newConversation(0), atMs: 60_000 } as const;
  for (const seed of seeds)
    for (const end of ['', '!', 'x', '1', '@']) {
      const text = seed.repeat(Math.ceil(4_000 / seed.length)).slice(0, 4_000 - end.length) + end;
      expect(applyRules(text, context).length).toBeLessThanOrEqual(2_000);
    }
}, 60_000);
