import { hash32 } from './hash.ts';

/** Rows of the table of word pieces; row 0 is the empty piece. */
export const pieceRows = 49_152;
/** Rows of the table of word sequences; row 0 is the empty one. */
export const gramRows = 65_536;
/** Pieces of a word; the word itself comes first, then its runs of three and four letters. */
export const maxPieces = 24;
/** Words of a line that are looked at. */
export const maxWords = 192;

const pieceSeed = 1;
const gramSeed = 2;
const wordSeed = 3;

/** What the model reads of a line. */
export interface TextFeatures {
  /** `maxPieces` ids for each word, padded with 0; never empty. */
  readonly pieces: Int32Array<ArrayBuffer>;
  readonly words: number;
  /** Ids of the words, pairs and triples of words that occur, each once, never empty. */
  readonly grams: Int32Array<ArrayBuffer>;
}

/** The ids of a word's pieces, at most `maxPieces`. */
export function piecesOf(word: string): number[] {
  const ids = [1 + (hash32(word, wordSeed) % (pieceRows - 1))];
  const signs = [...`<${word}>`];
  for (const length of [3, 4]) {
    for (let at = 0; at + length <= signs.length && ids.length < maxPieces; at += 1)
      ids.push(1 + (hash32(signs.slice(at, at + length).join(''), pieceSeed) % (pieceRows - 1)));
  }
  return ids;
}

/** The ids of the words, pairs and triples in a line's words, in the order in which they first come. */
export function gramsOf(words: readonly string[]): number[] {
  const ids = new Set<number>();
  const add = (gram: string) => ids.add(1 + (hash32(gram, gramSeed) % (gramRows - 1)));
  for (let at = 0; at < words.length; at += 1) {
    for (let length = 1; length <= 3 && at + length <= words.length; length += 1)
      add(words.slice(at, at + length).join(' '));
  }
  return [...ids];
}

/** The words of a normalised line that the model looks at, with a mark for where it begins. */
export const wordsOfLine = (normalised: string): readonly string[] => [
  '^',
  ...normalised.split(' ', maxWords - 1).filter((word) => word !== ''),
];

/** The features of a line that `normalise` has made plain. */
export function featuresOf(normalised: string): TextFeatures {
  const words = wordsOfLine(normalised);
  const pieces = new Int32Array(words.length * maxPieces);
  words.forEach((word, at) => pieces.set(piecesOf(word), at * maxPieces));
  return { pieces, words: words.length, grams: Int32Array.from(gramsOf(words)) };
}
