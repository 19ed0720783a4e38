import { pick, type Random } from './random.ts';

/** The ways of writing around a filter that the evaluation tries one by one. */
export const obfuscations = [
  'spacing',
  'zero_width',
  'homoglyph',
  'leet',
  'repeat',
  'mask',
  'drop',
  'swap',
] as const;
export type Obfuscation = (typeof obfuscations)[number];

const leetOf: Record<string, string> = { a: '4', e: '3', i: '1', o: '0', s: '5', t: '7' };
const twinOf: Record<string, string> = {
  a: 'а',
  c: 'с',
  e: 'е',
  i: 'і',
  o: 'о',
  p: 'р',
  s: 'ѕ',
  x: 'х',
  y: 'у',
  h: 'һ',
  j: 'ј',
  k: 'κ',
  u: 'υ',
  v: 'ν',
};
const zeroWidths = ['\u200b', '\u200c', '\u200d', '\u2060', '\ufeff'];
const masks = ['*', '*', '#', '.', '-', '_'];

const perLetter = (table: Record<string, string>) => (word: string) =>
  [...word].map((letter) => table[letter.toLowerCase()] ?? letter).join('');

/** What happens to one word of at least three letters. */
const tricks: Record<Obfuscation, (word: string, random: Random) => string> = {
  spacing: (word, random) => [...word].join(pick([' ', ' ', '.', '-', '_'], random)),
  zero_width: (word, random) => [...word].join(pick(zeroWidths, random)),
  homoglyph: perLetter(twinOf),
  leet: perLetter(leetOf),
  repeat: (word, random) => {
    const at = Math.floor(random() * word.length);
    return word.slice(0, at) + (word[at] ?? '').repeat(3 + Math.floor(random() * 4)) + word.slice(at + 1);
  },
  mask: (word, random) => {
    const inner = word.slice(1, -1);
    const mask = pick(masks, random);
    const vowel = inner.search(/[aeiou]/i);
    const at = vowel < 0 ? 0 : vowel;
    return `${word[0]}${inner.slice(0, at)}${mask}${inner.slice(at + 1)}${word.at(-1)}`;
  },
  drop: (word, random) => {
    const at = 1 + Math.floor(random() * (word.length - 2));
    return word.slice(0, at) + word.slice(at + 1);
  },
  swap: (word, random) => {
    if (word.length < 4) return `${word[0]}${word[2]}${word[1]}`;
    const at = 1 + Math.floor(random() * (word.length - 3));
    return word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
  },
};

/**
 * The text with one trick played on its words of three letters and more, on each where `chosen` says so
 * (without it: on every word). Words shorter than that, digits and signs stay.
 */
export function obfuscate(
  text: string,
  trick: Obfuscation,
  random: Random,
  chosen: (word: string) => boolean = () => true,
): string {
  return text.replace(/\p{L}{3,}/gu, (word) => (chosen(word) ? tricks[trick](word, random) : word));
}
