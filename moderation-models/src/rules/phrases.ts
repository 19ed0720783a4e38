import { foldWord } from './fold.ts';
import type { Word } from './words.ts';

/** One place of a pattern: a word out of a set, perhaps left out, up to `gap` words of any kind, or the line's end. */
interface Place {
  readonly words?: ReadonlySet<string>;
  readonly end?: true;
  readonly optional: boolean;
  readonly gap: number;
}

interface Pattern {
  readonly detail: string;
  readonly places: readonly Place[];
  /** Words that, a little before or within, turn the pattern's sense: `don't kill yourself`. */
  readonly unlessBefore: ReadonlySet<string>;
  readonly unlessAfter: ReadonlySet<string>;
}

/** Patterns by their possible first words. */
export type PhraseBook = ReadonlyMap<string, readonly Pattern[]>;

const wordsLookedBefore = 4;
const wordsLookedAfter = 6;

/**
 * Reads patterns, one a line: `detail: i will/gonna kill/stab you ! dont ~ game`. A slash stands between words
 * for the same place, `?` after them lets the place be empty, `..3` is up to three words of any kind, `.` the
 * end of the line, `$name` a set of `sets`. What follows `!` must not stand in the match or the four words before, what follows `~` not
 * in the six after. The first place holds a word.
 */
export function phraseBook(source: string, sets: Readonly<Record<string, string>> = {}): PhraseBook {
  const book = new Map<string, Pattern[]>();
  for (const line of source.split('\n').map((one) => one.trim())) {
    if (line === '' || line.startsWith('#')) continue;
    const colon = line.indexOf(':');
    const [rest = '', after = ''] = line.slice(colon + 1).split('~');
    const [pattern = '', before = ''] = rest.split('!');
    const places = pattern
      .trim()
      .split(/\s+/)
      .map((place) => readPlace(place, sets));
    const entry: Pattern = {
      detail: line.slice(0, colon),
      places,
      unlessBefore: wordSet(before.trim().split(/\s+/), sets),
      unlessAfter: wordSet(after.trim().split(/\s+/), sets),
    };
    const first = places[0];
    if (first?.words === undefined || first.optional) throw new Error(`begins without a word: ${line}`);
    for (const word of first.words) book.set(word, [...(book.get(word) ?? []), entry]);
  }
  return book;
}

function wordSet(names: readonly string[], sets: Readonly<Record<string, string>>): Set<string> {
  const words = names.flatMap((name) => {
    if (!name.startsWith('$')) return [name];
    const set = sets[name.slice(1)];
    if (set === undefined) throw new Error(`no set ${name}`);
    return set.split(/\s+/);
  });
  return new Set(words.map(foldWord).filter((word) => word !== ''));
}

function readPlace(source: string, sets: Readonly<Record<string, string>>): Place {
  if (source === '.') return { end: true, optional: false, gap: 0 };
  if (source.startsWith('..')) return { optional: true, gap: Number(source.slice(2)) };
  const optional = source.endsWith('?');
  const names = (optional ? source.slice(0, -1) : source).split('/');
  if (names.some((name) => name === '' || name.includes('?'))) throw new Error(`cannot read ${source}`);
  return { words: wordSet(names, sets), optional, gap: 0 };
}

const holds = (set: ReadonlySet<string>, word: Word) =>
  set.has(word.text) || word.readings.some((reading) => set.has(reading));

/** The index after the last word of a match, or undefined. Patterns are short, so trying all ways is bounded. */
function matchFrom(
  places: readonly Place[],
  place: number,
  words: readonly Word[],
  at: number,
): number | undefined {
  const wanted = places[place];
  if (wanted === undefined) return at;
  if (wanted.end) return at === words.length ? at : undefined;
  if (wanted.words === undefined) {
    for (let skip = 0; skip <= wanted.gap && at + skip <= words.length; skip += 1) {
      const end = matchFrom(places, place + 1, words, at + skip);
      if (end !== undefined) return end;
    }
    return undefined;
  }
  const word = words[at];
  if (word !== undefined && holds(wanted.words, word)) {
    const end = matchFrom(places, place + 1, words, at + 1);
    if (end !== undefined) return end;
  }
  return wanted.optional ? matchFrom(places, place + 1, words, at) : undefined;
}

const anyHolds = (set: ReadonlySet<string>, words: readonly Word[], from: number, to: number) => {
  if (set.size === 0) return false;
  for (let i = Math.max(0, from); i < Math.min(words.length, to); i += 1)
    if (holds(set, words[i] as Word)) return true;
  return false;
};

export interface PhraseMatch {
  readonly detail: string;
  /** Indices of words, the end excluded. */
  readonly from: number;
  readonly to: number;
}

/** Where patterns of the book match; at most one match of a detail, the first. */
export function findPhrases(book: PhraseBook, words: readonly Word[]): PhraseMatch[] {
  const found = new Map<string, PhraseMatch>();
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] as Word;
    for (const reading of [word.text, ...word.readings]) {
      for (const pattern of book.get(reading) ?? []) {
        if (found.has(pattern.detail)) continue;
        const to = matchFrom(pattern.places, 1, words, at + 1);
        if (to === undefined) continue;
        if (anyHolds(pattern.unlessBefore, words, at - wordsLookedBefore, to)) continue;
        if (anyHolds(pattern.unlessAfter, words, to, to + wordsLookedAfter)) continue;
        found.set(pattern.detail, { detail: pattern.detail, from: at, to });
      }
    }
  }
  return [...found.values()];
}
