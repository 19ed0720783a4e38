import { ageBrackets, genders, regions, type About, type Wants } from '@sotto/protocol';
import { describe, expect, it } from 'vitest';
import { sketchTicket } from '../testing.ts';
import {
  aboutBits,
  acceptedBits,
  minSharedInterests,
  needsSharedLanguage,
  packWants,
  widenWants,
  wordsFit,
} from './wants.ts';

const wantsOf = (wants: Partial<Wants>): number => packWants(sketchTicket('x', { wants }).wants);
const word = (about: Partial<About>, wants: Partial<Wants>): number =>
  aboutBits({ languages: ['en'], interests: [], ...about }) | (acceptedBits(wantsOf(wants)) << 16);

describe('wants as bits', () => {
  it('fit when each side is what the other asks for', () => {
    const woman = word({ gender: 'woman', age: '25-34' }, { genders: ['man'], ages: ['25-34', '35-44'] });
    const man = word({ gender: 'man', age: '35-44' }, { genders: ['woman', 'nonbinary'] });
    expect(wordsFit(woman, man)).toBe(true);
    expect(wordsFit(man, woman)).toBe(true);
    expect(wordsFit(woman, word({ gender: 'man', age: '55+' }, {}))).toBe(false);
    expect(wordsFit(woman, word({ gender: 'man', age: '35-44' }, { genders: ['man'] }))).toBe(false);
  });

  it('let "rather not say" pass only where nothing is asked, even where every answer is asked for', () => {
    const quiet = word({}, {});
    expect(wordsFit(quiet, word({}, {}))).toBe(true);
    expect(wordsFit(quiet, word({}, { genders: [...genders] }))).toBe(false);
    expect(wordsFit(quiet, word({}, { ages: [...ageBrackets] }))).toBe(false);
    expect(wordsFit(quiet, word({}, { regions: [...regions] }))).toBe(false);
  });

  it.each<[Partial<Wants>, Partial<Wants>[]]>([
    [{ ages: ['25-34'] }, [{ ages: ['18-24', '25-34', '35-44'] }, {}, {}]],
    [{ ages: ['55+'] }, [{ ages: ['45-54', '55+'] }, {}, {}]],
    [{ minSharedInterests: 3 }, [{ minSharedInterests: 2 }, { minSharedInterests: 1 }, {}]],
    [{ minSharedInterests: 1 }, [{ minSharedInterests: 1 }, { minSharedInterests: 1 }, {}]],
    [{ sharedLanguage: true }, [{ sharedLanguage: true }, {}, {}]],
    [{ regions: ['asia'] }, [{ regions: ['asia'] }, {}, {}]],
    [{ genders: ['man'] }, [{ genders: ['man'] }, { genders: ['man'] }, {}]],
    [{}, [{}, {}, {}]],
  ])('widen in steps where they are soft, and never where they are hard: %o', (asked, steps) => {
    const facets = (wants: number) => [
      acceptedBits(wants),
      minSharedInterests(wants),
      needsSharedLanguage(wants),
    ];
    const soft = wantsOf({ ...asked, soft: ['languages', 'ages', 'genders', 'regions', 'interests'] });
    for (const [i, expected] of steps.entries()) {
      expect(facets(widenWants(soft, i + 1))).toEqual(facets(wantsOf(expected)));
      expect(widenWants(wantsOf(asked), i + 1)).toBe(wantsOf(asked));
    }
    expect(widenWants(soft, 0)).toBe(soft);
  });
});
