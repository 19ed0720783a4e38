import { fold } from '../rules/fold.ts';
import { leet } from '../rules/words.ts';
import { englishLexicon } from './english.ts';
import type { Lexicon } from './lexicon.ts';

/** What follows is not looked at. UTF-16 units. */
export const maxTextChars = 2_000;

const address = /\bhttps?:\/\/\S+|\bwww\.\S+/g;
const mention = /(^|[^\p{L}\p{N}])@[\p{L}\p{N}_]{2,}/gu;
/** Letters set apart by one and the same sign other than a space: `k.i.l.l`. They are one word, or all of a line. */
const joinedBySign =
  /(?<![\p{L}\p{N}])[\p{L}@$!](?:([.\-_*|/\\,~+])[\p{L}@$!](?:\1[\p{L}@$!])+)(?![\p{L}\p{N}])/gu;
/** Letters set apart by single spaces, as far as they go, for nothing tells where a word ends: `k i l l`. */
const setApart =
  /(?<![\p{L}\p{N}@$])[\p{L}@$](?: (?:[\p{L}@$]|!(?= \p{L}))){2,}(?![\p{L}\p{N}@$*#]|[.\-_*|/\\~+]\p{L})/gu;
/** A word, with the signs that stand for letters in it. */
const token =
  /[\p{L}\p{M}\p{N}@$](?:[\p{L}\p{M}\p{N}@$|]|[!](?=[\p{L}\p{N}])|[*#]+(?=[\p{L}\p{N}*#]|$|[^\p{L}\p{N}*#]))*|["?!]|\p{Extended_Pictographic}/gu;
/** One sign within a word in place of a letter: `f-ck`; a word with a hyphen looks alike, so the lexicon decides. */
const joint = /(?<![\p{L}\p{N}*])([a-z]{1,8})([.\-_])([a-z]{1,8})(?![\p{L}\p{N}*])/gu;
/** Where a part of a sentence ends; the mark itself is no word. */
const pause = /[.,;:…()\n–—]|\s-\s/;
const quotes = /[“”„«»‟]/g;

/** Digits and signs among letters, read as the letters they look like; numbers stay numbers. */
function unleet(word: string): string {
  if (!/[\d@$!|]/.test(word) || !/\p{L}/u.test(word)) return word;
  if (/^\d+(?:st|nd|rd|th|s|k|m|am|pm|h|gb|mb|x|d)$/.test(word)) return word;
  // Somebody's sex and age, as strangers ask for them.
  if (/^(?:[mf]\d{1,3}|\d{1,3}[mf])$/.test(word)) return word;
  return word.replace(/[0134578@$!|]/g, (sign) => leet[sign] ?? sign);
}

/** Letters held (`sooo`, `fuuuck`): one or two of them, as the lexicon knows the word; two where it doesn't. */
function unrepeat(word: string, lexicon: Lexicon): string {
  if (!/(.)\1\1/u.test(word)) return word;
  const one = word.replace(/(.)\1{2,}/gu, '$1');
  const two = word.replace(/(.)\1{2,}/gu, '$1$1');
  if (lexicon.has(two)) return two;
  if (lexicon.has(one)) return one;
  return lexicon.restore(one) ?? one;
}

function joinLetters(letters: string, gap: string, lexicon: Lexicon): string {
  const joined = unleet(letters.replaceAll(gap, ''));
  if (lexicon.has(joined)) return ` ${joined} `;
  const words = lexicon.segment(joined);
  return ` ${(words ?? [joined]).join(' ')} `;
}

/** From how many words with a letter left out on, and from which share of the words, all are read with suspicion. */
const droppedWords = { least: 2, share: 0.25 };

/**
 * Where letters are left out throughout a line, a word that happens to be another (`sit`) is read as the rude word
 * that lacks a letter there.
 */
function readSuspiciously(words: readonly string[], restored: number, lexicon: Lexicon): readonly string[] {
  if (restored < droppedWords.least || restored < droppedWords.share * words.length) return words;
  return words.map((word) => lexicon.rudeFrom(word) ?? word);
}

function plainWord(raw: string, lexicon: Lexicon): string {
  const word = unrepeat(unleet(raw.replace(/#/g, '*')), lexicon);
  if (lexicon.has(word)) return word;
  return lexicon.restore(word) ?? word.replace(/(?<!\*)\*+$/, '');
}

/**
 * The plain form of a line that the model reads: small letters without accents, look-alikes, gaps, masks and
 * tricks, groups of people under one name, its words and marks (`?`, `!`, `"`, emoji) apart by one space each.
 * The same in training, in browsers and in Node.
 * Takes about the time of reading the line; never throws.
 */
export function normalise(text: string, lexicon: Lexicon = englishLexicon): string {
  const folded = fold(text.slice(0, maxTextChars).replace(quotes, '"')).text;
  const plain = folded
    .replace(/&(?:amp|lt|gt|quot);/g, ' ')
    .replace(address, ' urladdress ')
    .replace(mention, '$1 someuser ')
    .replace(joinedBySign, (letters, sign: string) => joinLetters(letters, sign, lexicon))
    .replace(setApart, (letters) => joinLetters(letters, ' ', lexicon))
    .replace(joint, (whole, head: string, _sign, tail: string) => {
      if (lexicon.has(head) && lexicon.has(tail) && head.length > 1 && tail.length > 1) return whole;
      return lexicon.restore(`${head}*${tail}`) ?? whole;
    });
  const words: string[] = [];
  const joined: boolean[] = [];
  let restored = 0;
  let end = 0;
  for (const { 0: raw, index } of plain.matchAll(token)) {
    if (words.length > 0 && pause.test(plain.slice(end, index))) joined[words.length - 1] = false;
    end = index + raw.length;
    const word = plainWord(raw, lexicon);
    if (word.length === raw.length + 1) restored += 1;
    if (word !== '' && !(word === words.at(-1) && /^[^\p{L}\p{N}]/u.test(word))) words.push(word);
  }
  const read = readSuspiciously(words, restored, lexicon);
  return lexicon.alike(read.map((word, at) => ({ word, joined: joined[at] ?? true }))).join(' ');
}
