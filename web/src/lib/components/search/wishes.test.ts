import { anyone } from '@sotto/protocol';
import { describe, expect, it } from 'vitest';
import type { Profile } from '../../app/state.ts';
import { describeWishes } from './wishes.ts';

const profile = (about: Partial<Profile['about']>, wants: Partial<Profile['wants']>): Profile => ({
  nickname: 'quiet-otter',
  about: { languages: ['en'], interests: [], ...about },
  wants: { ...anyone, soft: [], ...wants },
  readReceipts: true,
});
const nameOf = (code: string): string => ({ en: 'English', de: 'German' })[code] ?? code;

describe('describeWishes', () => {
  it('says anyone where nothing is asked', () => {
    expect(describeWishes(profile({}, { sharedLanguage: false }), nameOf)).toEqual(['Anyone']);
  });

  it('names languages, and tells a wish from a condition', () => {
    const chess = { languages: ['en', 'de'], interests: ['chess'] };
    expect(describeWishes(profile(chess, {}), nameOf)).toEqual([
      'Somebody who speaks English or German',
      'If possible, into chess',
    ]);
    expect(describeWishes(profile(chess, { minSharedInterests: 1 }), nameOf)[1]).toBe('Into chess');
  });

  it('says which filters hold only for a start', () => {
    const wants = {
      sharedLanguage: false,
      ages: ['25-34' as const],
      genders: ['man' as const],
      soft: ['ages' as const],
    };
    expect(describeWishes(profile({}, wants), nameOf)).toEqual(['Men', 'Aged 25–34, for a start']);
  });
});
