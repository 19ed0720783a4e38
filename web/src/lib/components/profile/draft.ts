import { anyone, type AgeBracket, type FilterName, type Gender, type Region } from '@sotto/protocol';
import type { Profile } from '../../app/state.ts';
import { nicknameProblem } from './nickname.ts';

/** A profile as the form edits it. The empty string stands for "I'd rather not say", as radio groups need it. */
export interface Draft {
  nickname: string;
  interests: string[];
  languages: string[];
  age: AgeBracket | '';
  gender: Gender | '';
  region: Region | '';
  sharedLanguage: boolean;
  sharedInterest: boolean;
  ages: AgeBracket[];
  genders: Gender[];
  regions: Region[];
  soft: FilterName[];
  readReceipts: boolean;
}

export function blankDraft(nickname: string, languages: readonly string[]): Draft {
  return draftOf({
    nickname,
    about: { languages: [...languages], interests: [] },
    wants: anyone,
    readReceipts: true,
  });
}

export function draftOf({ nickname, about, wants, readReceipts }: Profile): Draft {
  return {
    nickname,
    interests: [...about.interests],
    languages: [...about.languages],
    age: about.age ?? '',
    gender: about.gender ?? '',
    region: about.region ?? '',
    sharedLanguage: wants.sharedLanguage,
    sharedInterest: wants.minSharedInterests > 0,
    ages: [...wants.ages],
    genders: [...wants.genders],
    regions: [...wants.regions],
    soft: [...wants.soft],
    readReceipts,
  };
}

/** The profile that a draft stands for; `undefined` while its nickname or languages need another look. */
export function profileOf(draft: Draft): Profile | undefined {
  if (nicknameProblem(draft.nickname) !== undefined || draft.languages.length === 0) return undefined;
  return {
    nickname: draft.nickname.normalize('NFC'),
    about: {
      languages: [...draft.languages],
      interests: [...draft.interests],
      ...(draft.age !== '' && { age: draft.age }),
      ...(draft.gender !== '' && { gender: draft.gender }),
      ...(draft.region !== '' && { region: draft.region }),
    },
    wants: {
      sharedLanguage: draft.sharedLanguage,
      // Without an interest of one's own nobody could ever share one.
      minSharedInterests: draft.sharedInterest && draft.interests.length > 0 ? 1 : 0,
      ages: [...draft.ages],
      genders: [...draft.genders],
      regions: [...draft.regions],
      soft: [...draft.soft],
    },
    readReceipts: draft.readReceipts,
  };
}

/** The list with an entry put in or taken out; in the order of entry, each once. */
export function toggled<Item>(list: readonly Item[], item: Item, included: boolean): Item[] {
  const others = list.filter((other) => other !== item);
  return included ? [...others, item] : others;
}
