import { foldWord, type Folded } from './fold.ts';

/** A word of the folded text. */
export interface Word {
  readonly text: string;
  /** Other readings, where digits, signs or repeated letters stand in: `sh1t`, `fuuuck`, `k i l l`. */
  readonly readings: readonly string[];
  /** Where it stands in the folded text. */
  readonly start: number;
  readonly end: number;
}

/** A set of words written one after the other, as they stand in folded text. */
export const wordTexts = (words: string): ReadonlySet<string> =>
  new Set(
    words
      .split(/\s+/)
      .map(foldWord)
      .filter((word) => word !== ''),
  );

const wordPattern = /[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}@$*#!|]*/gu;
export const leet: Readonly<Record<string, string>> = {
  ...{ '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '8': 'b' },
  ...{ '@': 'a', $: 's', '!': 'i', '|': 'i' },
};
const maxReadingChars = 32;
const maxSpacedLetters = 24;

const unleet = (word: string) => word.replace(/[0134578@$!|]/g, (sign) => leet[sign] ?? sign);

function readingsOf(word: string): string[] {
  if (word.length > maxReadingChars || word.length < 3) return [];
  const readings = new Set<string>();
  const plain = /[\d@$!|]/.test(word) && /\p{L}/u.test(word) ? unleet(word) : word;
  const masked = plain.replace(/#/g, '*');
  readings.add(masked);
  if (/(.)\1\1/u.test(masked)) {
    readings.add(masked.replace(/(.)\1{2,}/gu, '$1'));
    readings.add(masked.replace(/(.)\1{2,}/gu, '$1$1'));
  }
  readings.delete(word);
  return [...readings];
}

/** The words of a folded text in their order; letters set apart (`k i l l`) come as one word. */
export function wordsOf(folded: Folded): readonly Word[] {
  const words: Word[] = [];
  for (const match of folded.text.matchAll(wordPattern)) {
    const bare = match[0].replace(/(?<![@$*#!|])[@$*#!|]+$/, (tail) => (/^[!#|]+$/.test(tail) ? '' : tail));
    words.push({
      text: bare,
      readings: readingsOf(bare),
      start: match.index,
      end: match.index + bare.length,
    });
  }
  return joinLetters(words, folded.text);
}

/** Three and more single letters with one sign between them each are read as one word as well. */
function joinLetters(words: readonly Word[], text: string): readonly Word[] {
  const joined: Word[] = [];
  for (let i = 0; i < words.length; i += 1) {
    const first = words[i] as Word;
    let last = i;
    let letters = first.text;
    if (first.text.length === 1) {
      for (let next = words[last + 1]; next?.text.length === 1; next = words[last + 1]) {
        const gap = next.start - (words[last] as Word).end;
        if (gap > 1 || letters.length >= maxSpacedLetters || text[next.start - 1] === '\n') break;
        letters += next.text;
        last += 1;
      }
    }
    if (letters.length < 3) joined.push(first);
    else {
      joined.push({
        text: letters,
        readings: readingsOf(letters),
        start: first.start,
        end: (words[last] as Word).end,
      });
      i = last;
    }
  }
  return joined;
}
