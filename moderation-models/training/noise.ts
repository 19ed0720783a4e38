import { pick, type Random } from '../src/evaluation/random.ts';

const leetOf: Record<string, string> = { a: '4@', e: '3', i: '1!', o: '0', s: '5$', t: '7', b: '8', l: '1' };
const twinOf: Record<string, string> = {
  a: 'а',
  e: 'е',
  o: 'о',
  p: 'р',
  c: 'с',
  y: 'у',
  x: 'х',
  i: 'і',
  s: 'ѕ',
};
const keysNear: Record<string, string> = {
  ...{ a: 'sq', b: 'vn', c: 'xv', d: 'sf', e: 'wr', f: 'dg', g: 'fh', h: 'gj', i: 'uo', j: 'hk', k: 'jl' },
  ...{
    l: 'k',
    m: 'n',
    n: 'bm',
    o: 'ip',
    p: 'o',
    r: 'et',
    s: 'ad',
    t: 'ry',
    u: 'yi',
    v: 'cb',
    w: 'qe',
    y: 'tu',
  },
};

const inner = (word: string, random: Random) => 1 + Math.floor(random() * Math.max(1, word.length - 2));
const put = (word: string, at: number, signs: string, cut = 1) =>
  word.slice(0, at) + signs + word.slice(at + cut);
const eachLetter = (word: string, table: Record<string, string>, share: number, random: Random) =>
  [...word]
    .map((letter) => {
      const others = table[letter.toLowerCase()];
      return others !== undefined && random() < share ? pick([...others], random) : letter;
    })
    .join('');

const maskSome = (word: string, random: Random) => {
  const sign = pick(['*', '*', '*', '#', '-', '.'], random);
  const at = inner(word, random);
  return put(word, at, sign);
};
const maskMost = (word: string, random: Random) =>
  random() < 0.5
    ? word[0] + '*'.repeat(word.length - 2) + word.slice(-1)
    : word[0] + '*'.repeat(word.length - 1);

/** Ways of hiding a word of three letters and more; those that nobody would read are left out. */
const tricks: readonly ((word: string, random: Random) => string)[] = [
  (word, random) => [...word].join(pick([' ', ' ', '.', '-', '_', '*'], random)),
  (word, random) => put(word, inner(word, random), pick(['\u200b', '\u200d', '\u2060', '\u00ad'], random), 0),
  (word, random) => eachLetter(word, twinOf, 0.7, random),
  (word, random) => eachLetter(word, leetOf, 0.7, random),
  (word, random) => {
    const at = inner(word, random);
    return put(word, at, (word[at] ?? '').repeat(2 + Math.floor(random() * 5)));
  },
  maskSome,
  maskSome,
  (word, random) => (word.length < 6 ? maskMost(word, random) : maskSome(word, random)),
  (word, random) => (word.length < 4 ? word : put(word, inner(word, random), '')),
  (word, random) => (word.length < 4 ? word : put(word, inner(word, random), '')),
  (word, random) => {
    const at = Math.min(inner(word, random), word.length - 2);
    return put(word, at, `${word[at + 1]}${word[at]}`, 2);
  },
  (word, random) => {
    const at = inner(word, random);
    return put(word, at, pick([...(keysNear[(word[at] ?? '').toLowerCase()] ?? 'e')], random));
  },
];

/**
 * The line with one way of hiding played on its longer words, on each with the same chance: sometimes on all,
 * sometimes on a few. Harmless lines get it as well, or odd spelling alone would count as hurtful.
 */
export function withNoise(text: string, random: Random): string {
  const trick = pick(tricks, random);
  const share = pick([0.3, 0.6, 1], random);
  return text.replace(/\p{L}{3,}/gu, (word) => (random() < share ? trick(word, random) : word));
}
