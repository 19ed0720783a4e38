import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limits } from './limits.ts';
import {
  aboutSchema,
  anyone,
  interestSchema,
  nicknameSchema,
  normalizeInterest,
  wantsSchema,
} from './profile.ts';

const takes = (nickname: string): boolean => nicknameSchema.safeParse(nickname).success;

describe('a nickname', () => {
  it.each(['ab', 'Zoë', 'мир', '小雨', 'ที่รัก', 'a-b_c', '42', 'क्षमा', 'x'.repeat(50), '𝒳𝒴'.repeat(25)])(
    'may be %s',
    (nickname) => {
      expect(takes(nickname)).toBe(true);
    },
  );

  it.each([
    ['one character', 'a'],
    ['nothing', ''],
    ['51 characters', 'x'.repeat(51)],
    ['a space', 'a b'],
    ['a control character', 'a\u0007b'],
    ['a null', 'ab\0'],
    ['a line break', 'ab\n'],
    ['a right-to-left override', 'ab\u202Ecd'],
    ['a zero-width joiner', 'a\u200Db'],
    ['an emoji', 'ab🙂'],
    ['markup', '<b>ab'],
    ['a combining mark to begin with', '\u0301ab'],
    ['a lone surrogate', 'ab\uD800'],
    ['two Hangul fillers, letters that show nothing', '\u3164\u3164'],
    ['half-width fillers', '\uFFA0\uFFA0'],
    ['a letter and a mark that shows nothing', 'ab\u034F'],
    ['a letter and a variation selector', 'ab\uFE0F'],
  ])('may not be %s', (_what, nickname) => {
    expect(takes(nickname)).toBe(false);
  });

  it('stacks no more marks on a letter than a script needs', () => {
    expect(nicknameSchema.safeParse(`ma${'\u0327'.repeat(4)}x`).success).toBe(true);
    expect(nicknameSchema.safeParse(`ma${'\u0327'.repeat(5)}x`).success).toBe(false);
  });

  it('is one string for one look: NFC', () => {
    expect(nicknameSchema.parse('Zoe\u0308')).toBe('Zoë');
  });
});

describe('normalizeInterest', () => {
  it('repeats its example', () => {
    expect(normalizeInterest('  Science   Fiction! ')).toBe('science fiction');
  });

  it.each([
    ['C++', 'c++'],
    ['R&B', 'r&b'],
    ["Rock'n'Roll", "rock'n'roll"],
    ['ＴＥＣＨＮＯ', 'techno'],
    ['Fußball', 'fußball'],
    ['🙂', ''],
    ['che\u3164ss\uFE0F', 'chess'],
    ['  ', ''],
  ])('makes of %j %j', (typed, kept) => {
    expect(normalizeInterest(typed)).toBe(kept);
  });

  it('changes nothing the second time, and fits the schema', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (typed) => {
        const once = normalizeInterest(typed);
        expect(normalizeInterest(once)).toBe(once);
        if (once !== '') expect(interestSchema.safeParse(once).success).toBe(true);
        expect([...once].length).toBeLessThanOrEqual(limits.maxInterestChars);
      }),
      { numRuns: 500 },
    );
  });
});

describe('what people offer and want', () => {
  const about = { languages: ['en'], interests: ['chess'] };

  it('may leave out all but a language', () => {
    expect(aboutSchema.safeParse({ languages: ['en'], interests: [] }).success).toBe(true);
    expect(aboutSchema.safeParse({ languages: [], interests: [] }).success).toBe(false);
  });

  it.each([
    ['a repeated interest', { ...about, interests: ['chess', 'chess'] }],
    ['an interest that is not normalized', { ...about, interests: ['Chess'] }],
    ['too many languages', { ...about, languages: ['aa', 'ab', 'ac', 'ad', 'ae', 'af'] }],
    ['a language in capitals', { ...about, languages: ['EN'] }],
    ['an age of its own making', { ...about, age: '17' }],
    ['a field that nobody knows', { ...about, address: 'here' }],
  ])('is refused with %s', (_what, given) => {
    expect(aboutSchema.safeParse(given).success).toBe(false);
  });

  it('has a value for who asks nothing', () => {
    expect(wantsSchema.safeParse(anyone).success).toBe(true);
  });
});
