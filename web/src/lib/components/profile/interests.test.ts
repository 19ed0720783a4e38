import { interestSchema, limits } from '@sotto/protocol';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addInterests } from './interests.ts';

describe('addInterests', () => {
  it('parts by commas, normalises and leaves out what is there', () => {
    expect(addInterests(['chess'], 'Jazz, chess, Night   Trains!')).toEqual([
      'chess',
      'jazz',
      'night trains',
    ]);
  });

  it('adds nothing for blanks and signs', () => {
    expect(addInterests(['chess'], ' , ?, ')).toEqual(['chess']);
  });

  it('never holds more than the limit, a repetition or what the protocol refuses', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (typed) => {
        const list = typed.reduce<string[]>(addInterests, []);
        expect(list.length).toBeLessThanOrEqual(limits.maxInterests);
        expect(new Set(list).size).toBe(list.length);
        for (const interest of list) expect(interestSchema.safeParse(interest).success).toBe(true);
      }),
    );
  });
});
