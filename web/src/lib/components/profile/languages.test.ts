import { languageSchema, limits } from '@sotto/protocol';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { languageCodes, languageName, presetLanguages, searchLanguages } from './languages.ts';

const all = languageCodes.map((code) => languageName(code, 'en'));

describe('languageCodes', () => {
  it('holds each code once, and only codes that the protocol takes', () => {
    expect(new Set(languageCodes).size).toBe(languageCodes.length);
    for (const code of languageCodes) expect(languageSchema.safeParse(code).success).toBe(true);
  });
});

describe('searchLanguages', () => {
  it.each([
    ['ger', 'de'],
    ['deutsch', 'de'],
    ['espanol', 'es'],
    ['日本', 'ja'],
    ['uk', 'uk'],
  ])('finds by %j first %s', (typed, code) => {
    expect(searchLanguages(all, typed)[0]?.code).toBe(code);
  });

  it('gives all for nothing and none for nonsense', () => {
    expect(searchLanguages(all, '  ')).toEqual(all);
    expect(searchLanguages(all, 'qqqq')).toEqual([]);
  });
});

describe('presetLanguages', () => {
  it('keeps the order of preference and names each language once', () => {
    expect(presetLanguages(['pt-BR', 'pt', 'en-US'])).toEqual(['pt', 'en']);
  });

  it('is English where the browser tells nothing of use', () => {
    expect(presetLanguages([])).toEqual(['en']);
    expect(presetLanguages(['*', 'x-klingon'])).toEqual(['en']);
  });

  it('always gives a list that the protocol takes', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (tags) => {
        const preset = presetLanguages(tags);
        expect(preset.length).toBeGreaterThanOrEqual(1);
        expect(preset.length).toBeLessThanOrEqual(limits.maxLanguages);
        for (const code of preset) expect(languageSchema.safeParse(code).success).toBe(true);
      }),
    );
  });
});
