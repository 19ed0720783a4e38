import { readFileSync } from 'node:fs';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { firstNames } from './first-names.ts';
import { featuresOf, gramRows, maxPieces, maxWords, pieceRows } from './features.ts';
import { maxTextChars, normalise } from './normalise.ts';

interface Vector {
  readonly text: string;
  readonly normalised: string;
  readonly firstPieces: readonly number[];
  readonly grams: readonly number[];
}

const vectors = JSON.parse(
  readFileSync(new URL('../../vectors/normalise.json', import.meta.url), 'utf8'),
) as readonly Vector[];

describe('normalise', () => {
  it.each(vectors)('reads "$text" as the golden vector says', ({ text, normalised, firstPieces, grams }) => {
    expect(normalise(text)).toBe(normalised);
    const features = featuresOf(normalised);
    expect([...features.pieces].filter((_, at) => at % maxPieces === 0)).toEqual(firstPieces);
    expect([...features.grams].slice(0, 8)).toEqual(grams);
  });

  it.each(['m33', '24f', 'f19', '45m'])("leaves somebody's sex and age as they are: %s", (text) => {
    expect(normalise(text)).toBe(text);
  });

  it('reads no first name as another word', () => {
    for (const name of firstNames) expect(normalise(name)).toBe(name);
  });

  it('reads a word of three letters as none of four that only lacks its end', () => {
    expect(normalise('ana')).not.toBe('anal');
    expect(normalise('bea')).not.toBe('beat');
    expect(normalise('sht')).toBe('shit');
  });

  it('looks at no more than its bound', () => {
    const line = 'word '.repeat(maxTextChars);
    expect(normalise(line)).toBe(normalise(line.slice(0, maxTextChars)));
  });

  it('never throws, and leaves words apart by one space each', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(normalise(text)).not.toMatch(/^ | $| {2}|[A-Z]/);
      }),
    );
  });
});

describe('featuresOf', () => {
  it('stays within the tables and the bound on words, and is never empty', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 800 }), (text) => {
        const { pieces, words, grams } = featuresOf(normalise(text));
        expect(pieces.length).toBe(words * maxPieces);
        expect(words).toBeGreaterThan(0);
        expect(words).toBeLessThanOrEqual(maxWords);
        expect(grams.length).toBeGreaterThan(0);
        expect(pieces.every((id) => id >= 0 && id < pieceRows)).toBe(true);
        expect(grams.every((id) => id > 0 && id < gramRows)).toBe(true);
      }),
    );
  });
});
