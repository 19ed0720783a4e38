import type { AgeBracket, FilterName, Gender, Region } from '@sotto/protocol';

/** The page on which people say who they are and whom they would like to meet. */
export const profile = {
  title: 'About you',
  heading: 'How shall we introduce you?',
  lead: 'You can start with what is here. Everything else is optional, stays on this device, and can be changed before each search.',
  start: 'Find someone',
  startHint: 'You’ll meet one person at a time.',
};

export const nicknameText = {
  label: 'Nickname',
  hint: 'Not your real name. 2 to 50 letters, digits, - or _.',
  another: 'Suggest another nickname',
  errors: {
    empty: 'Please choose a nickname.',
    short: 'At least 2 characters, please.',
    long: 'At most 50 characters, please.',
    characters: 'Only letters, digits, - and _. No spaces or other signs.',
  },
};

export const interestText = {
  label: 'Interests',
  hint: (most: number) =>
    `Up to ${most}. Press Enter or type a comma after each. People who share one meet sooner.`,
  placeholder: 'music, chess, night trains…',
  remove: (interest: string) => `Remove ${interest}`,
  added: (interest: string) => `${interest} added`,
  removed: (interest: string) => `${interest} removed`,
  full: (most: number) => `That’s ${most}. Remove one to add another.`,
  list: 'Your interests',
};

export const languageText = {
  label: 'Languages you chat in',
  hint: (most: number) => `At least one, at most ${most}.`,
  placeholder: 'Search for a language',
  show: 'Show all languages',
  remove: (language: string) => `Remove ${language}`,
  none: 'No language found',
  missing: 'Please choose at least one language.',
  full: (most: number) => `That’s ${most}. Remove one to add another.`,
  list: 'Your languages',
};

export const aboutText = {
  heading: 'More about you',
  summary: 'Age, gender and region, if you like',
  unsaid: 'I’d rather not say',
  age: 'Age',
  gender: 'Gender',
  region: 'Region',
  note: 'These are shown to nobody. They only decide who can meet you: whoever filters by one of them won’t meet people who left it open.',
};

export const wantsText = {
  heading: 'Who you’d like to meet',
  summary: 'Anyone, unless you choose',
  anyAge: 'Any age',
  anyGender: 'Any gender',
  anyRegion: 'Anywhere',
  ages: 'Age',
  genders: 'Gender',
  regions: 'Region',
  sharedLanguage: 'We share a language',
  sharedInterest: 'We share at least one interest',
  sharedInterestNeedsOne: 'Add an interest first.',
  widen: 'May widen while I wait',
  widenFor: (filter: FilterName) => `${widenNames[filter]}: may widen while I wait`,
  note: 'Nothing chosen means anyone. A filter holds for both sides.',
};

const widenNames: Record<FilterName, string> = {
  languages: 'Language',
  interests: 'Interests',
  ages: 'Age',
  genders: 'Gender',
  regions: 'Region',
};

export const receiptText = {
  label: 'Read receipts',
  hint: 'Your partner sees when you have read a message. Off: they only see that it arrived.',
};

export const ageNames: Record<AgeBracket, string> = {
  '18-24': '18–24',
  '25-34': '25–34',
  '35-44': '35–44',
  '45-54': '45–54',
  '55+': '55 and over',
};

export const genderNames: Record<Gender, string> = {
  woman: 'Woman',
  man: 'Man',
  nonbinary: 'Non-binary',
};

/** In the plural, for whom one would like to meet. */
export const gendersNames: Record<Gender, string> = {
  woman: 'Women',
  man: 'Men',
  nonbinary: 'Non-binary people',
};

export const regionNames: Record<Region, string> = {
  africa: 'Africa',
  americas: 'Americas',
  asia: 'Asia',
  europe: 'Europe',
  oceania: 'Oceania',
};

/** Halves of suggested nicknames. They say nothing of anybody's age, gender or place. */
export const nicknameParts = {
  first: [
    'quiet',
    'amber',
    'gentle',
    'late',
    'soft',
    'idle',
    'mossy',
    'silver',
    'calm',
    'curious',
    'hazel',
    'drifting',
    'mellow',
    'early',
    'hidden',
    'patient',
  ],
  second: [
    'otter',
    'lantern',
    'heron',
    'harbour',
    'cello',
    'maple',
    'comet',
    'finch',
    'tide',
    'willow',
    'badger',
    'meadow',
    'echo',
    'pebble',
    'sparrow',
    'ember',
  ],
} as const;

/** What the other person is shown of this one. */
export const introductionText = {
  label: 'What a stranger sees of you',
  nobody: '…',
  shared: (count: number) =>
    count === 1
      ? 'your nickname, and your interest if they have it too'
      : 'your nickname, and those of your interests that they have too',
  none: 'your nickname, and nothing else',
};

/** Deleting the identity, and what this device remembers. */
export const forgetText = {
  open: 'Delete my identity',
  title: 'Delete your identity?',
  text: 'Your key, nickname and session are deleted on the server, and this browser forgets your preferences, whom you blocked, and the receipts of your reports. The reports themselves stay with the moderators; so does a ban, if there is one. The next start makes a new identity. This can’t be undone.',
  confirm: 'Delete it',
  cancel: 'Keep it',
  done: 'Deleted, here and on the server.',
  failed: 'Deleted here. The server couldn’t be reached: there, your session ends by itself within 24 hours.',
};

export const addressText = {
  note: 'In direct mode your chat partner’s browser can see your network (IP) address.',
  link: 'What that means',
};
