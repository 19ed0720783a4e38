import type { LineWord } from './group-names.ts';

/**
 * The words of a language that a misspelt or masked word is read as, most frequent first. `rude` are those that
 * come mostly in hurtful lines: nobody masks a harmless word, so a mask is read as one of them where it can be.
 */
export interface LexiconSource {
  readonly words: readonly string[];
  readonly rude: readonly string[];
  /** Read as nothing else. They are no words that a misspelt one is read as. */
  readonly names?: readonly string[];
  /** Makes the names of groups of people one and the same; else they stay as they are. */
  readonly alike?: Lexicon['alike'];
}

/** The same, with the ways back from what people write to what they mean. */
export interface Lexicon {
  has(word: string): boolean;
  /** The word meant by one that the lexicon lacks; undefined where nothing is near. */
  restore(word: string): string | undefined;
  /** The frequent rude word that this word, which may be one itself, becomes with one more letter inside. */
  rudeFrom(word: string): string | undefined;
  /**
   * Letters written without gaps, as words: `ihateyou` → `i hate you`. Stretches that make no words stay together;
   * undefined where nothing else is there, or too much.
   */
  segment(letters: string): readonly string[] | undefined;
  /** The words of a line, with one word for each group of people. */
  alike(line: readonly LineWord[]): readonly string[];
}

const wordsOf: Lexicon['alike'] = (line) => line.map(({ word }) => word);

const maxWordChars = 16;
const maxSegmentChars = 160;
const mask = /[*]/;
/** So many of the most frequent words are also known with one of three letters left out (`yu`, `te`). */
const shortWords = 250;
/** Rude words that are rarer than so many words aren't read into other words. */
const frequentRude = 1_500;
/** What letters that make no word cost in a segmentation: as much as a rare word, and more for each. */
const unknownCost = { word: 9, letter: 3.5 };

/** First letter, inner letters sorted, last letter: the same for a word and for one with inner letters swapped. */
const swapKey = (word: string): string =>
  word.charAt(0) + [...word.slice(1, -1)].sort().join('') + word.slice(-1);

/** Every word that results when one letter after the first is left out, the last `kept` letters excepted. */
function* withoutOne(word: string, kept = 0): Generator<string> {
  for (let i = 1; i < word.length - kept; i += 1) {
    if (word[i] !== word[i - 1]) yield word.slice(0, i) + word.slice(i + 1);
  }
}

/** Builds the ways back, in about 20 ms for 10,000 words. */
export function createLexicon({ words, rude, names = [], alike = wordsOf }: LexiconSource): Lexicon {
  const named = new Set(names);
  const rank = new Map(words.map((word, at) => [word, at]));
  const swapped = new Map<string, string>();
  const dropped = new Map<string, string>();
  const droppedRude = new Map<string, string>();
  const ofShape = new Map<string, string[]>();
  const shape = (word: string) => `${word.length}${word.charAt(0)}`;

  for (const word of [...rude, ...words]) {
    const same = ofShape.get(shape(word)) ?? [];
    if (!same.includes(word)) same.push(word);
    ofShape.set(shape(word), same);
  }
  for (const word of words) {
    if (word.length < 3 || word.length > maxWordChars) continue;
    const key = swapKey(word);
    if (!swapped.has(key)) swapped.set(key, word);
    if (word.length < 4 && (rank.get(word) ?? 0) >= shortWords) continue;
    // Whoever means a word of four letters doesn't leave the last one out; what is left is a name too often (`ana`, `dee`).
    for (const shorter of withoutOne(word, word.length < 5 ? 1 : 0))
      if (!dropped.has(shorter)) dropped.set(shorter, word);
  }

  for (const word of rude) {
    const at = rank.get(word) ?? Infinity;
    if (word.length < 4 || at >= frequentRude) continue;
    for (const shorter of withoutOne(word, 1)) {
      if ((rank.get(shorter) ?? Infinity) * 2 >= at && !droppedRude.has(shorter))
        droppedRude.set(shorter, word);
    }
  }

  const unmask = (word: string): string | undefined =>
    ofShape
      .get(shape(word))
      ?.find((whole) => [...word].every((letter, at) => letter === '*' || letter === whole[at]));

  /** Letters swapped at the end of a word of three (`yuo`), which the key of inner letters misses. */
  const swappedTail = (word: string): string | undefined => {
    const whole = word.charAt(0) + word.charAt(2) + word.charAt(1);
    return word.length === 3 && rank.has(whole) ? whole : undefined;
  };

  const restore = (word: string): string | undefined => {
    if (word.length < 2 || word.length > maxWordChars || rank.has(word)) return undefined;
    if (named.has(word)) return undefined;
    if (word.length === 2) return dropped.get(word);
    if (mask.test(word)) return word.charAt(0) === '*' ? undefined : unmask(word);
    if (!/^[a-z]+$/.test(word)) return undefined;
    return swapped.get(swapKey(word)) ?? dropped.get(word) ?? swappedTail(word);
  };

  const cost = (word: string): number => {
    const at = rank.get(word);
    if (at === undefined) return unknownCost.word + unknownCost.letter * word.length;
    return Math.log(at + 10) + (word.length === 1 ? 2 : 0);
  };

  const segment = (letters: string): readonly string[] | undefined => {
    if (letters.length > maxSegmentChars) return undefined;
    const best: { readonly cost: number; readonly from: number }[] = [{ cost: 0, from: 0 }];
    for (let end = 1; end <= letters.length; end += 1) {
      let least = { cost: Infinity, from: end };
      for (let from = Math.max(0, end - maxWordChars); from < end; from += 1) {
        const sum = (best[from]?.cost ?? Infinity) + cost(letters.slice(from, end));
        if (sum < least.cost) least = { cost: sum, from };
      }
      best.push(least);
    }
    const parts: string[] = [];
    for (let end = letters.length; end > 0; end = best[end]?.from ?? 0)
      parts.unshift(letters.slice(best[end]?.from ?? 0, end));
    return parts.some((part) => rank.has(part)) ? parts : undefined;
  };

  return {
    has: (word) => rank.has(word),
    restore,
    rudeFrom: (word) => droppedRude.get(word),
    segment,
    alike,
  };
}

/** For languages without a word list: nothing is restored. */
export const noLexicon: Lexicon = {
  has: () => false,
  restore: () => undefined,
  rudeFrom: () => undefined,
  segment: () => undefined,
  alike: wordsOf,
};
