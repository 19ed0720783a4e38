import { nicknameSchema } from '@sotto/protocol';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nicknameParts } from '../../text/en/profile.ts';
import { nicknameProblem, suggestNickname } from './nickname.ts';

describe('nicknameProblem', () => {
  it.each([
    ['', 'empty'],
    ['a', 'short'],
    ['x'.repeat(51), 'long'],
    ['two words', 'characters'],
    ['!', 'characters'],
    ['tab\there', 'characters'],
  ])('says of %j that it is %s', (text, problem) => {
    expect(nicknameProblem(text)).toBe(problem);
  });

  it('accepts letters of any script', () => {
    expect(nicknameProblem('Ελένη_7')).toBeUndefined();
  });

  it('finds a problem in just those texts that the schema refuses', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        expect(nicknameProblem(text) === undefined).toBe(nicknameSchema.safeParse(text).success);
      }),
    );
  });
});

describe('suggestNickname', () => {
  it('suggests only what may be used, whatever is drawn', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (drawn) => {
        expect(nicknameProblem(suggestNickname(nicknameParts, () => drawn))).toBeUndefined();
      }),
    );
  });
});
