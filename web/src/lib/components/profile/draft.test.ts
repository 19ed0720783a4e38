import { aboutSchema, ageBrackets, filterNames, genders, regions, wantsSchema } from '@sotto/protocol';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blankDraft, draftOf, profileOf, toggled, type Draft } from './draft.ts';

const drafts: fc.Arbitrary<Draft> = fc.record({
  nickname: fc.constantFrom('quiet-otter', 'Zoë'),
  interests: fc.uniqueArray(fc.constantFrom('chess', 'jazz', 'night trains')),
  languages: fc.uniqueArray(fc.constantFrom('en', 'de', 'yue'), { minLength: 1 }),
  age: fc.constantFrom('' as const, ...ageBrackets),
  gender: fc.constantFrom('' as const, ...genders),
  region: fc.constantFrom('' as const, ...regions),
  sharedLanguage: fc.boolean(),
  sharedInterest: fc.boolean(),
  ages: fc.uniqueArray(fc.constantFrom(...ageBrackets)),
  genders: fc.uniqueArray(fc.constantFrom(...genders)),
  regions: fc.uniqueArray(fc.constantFrom(...regions)),
  soft: fc.uniqueArray(fc.constantFrom(...filterNames)),
  readReceipts: fc.boolean(),
});

describe('profileOf', () => {
  it('makes of a blank draft with a nickname somebody who meets anyone', () => {
    expect(profileOf(blankDraft('quiet-otter', ['en']))?.wants).toMatchObject({
      ages: [],
      genders: [],
      regions: [],
    });
  });

  it('gives nothing while the nickname or the languages need another look', () => {
    expect(profileOf(blankDraft('no spaces', ['en']))).toBeUndefined();
    expect(profileOf(blankDraft('quiet-otter', []))).toBeUndefined();
  });

  it('asks for no shared interest of somebody who has none', () => {
    const draft = { ...blankDraft('quiet-otter', ['en']), sharedInterest: true };
    expect(profileOf(draft)?.wants.minSharedInterests).toBe(0);
  });

  it('always gives what the protocol takes, and comes back the same through draftOf', () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        const profile = profileOf(draft);
        expect(profile).toBeDefined();
        if (profile === undefined) return;
        expect(aboutSchema.safeParse(profile.about).success).toBe(true);
        expect(wantsSchema.safeParse(profile.wants).success).toBe(true);
        expect(profileOf(draftOf(profile))).toEqual(profile);
      }),
    );
  });
});

describe('toggled', () => {
  it('puts in once and takes out', () => {
    expect(toggled(['a'], 'b', true)).toEqual(['a', 'b']);
    expect(toggled(['a', 'b'], 'b', true)).toEqual(['a', 'b']);
    expect(toggled(['a', 'b'], 'a', false)).toEqual(['b']);
  });
});
