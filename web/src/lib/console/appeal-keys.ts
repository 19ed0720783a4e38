import { listKeys } from './keys.ts';

/** What a key does among the appeals. */
export const appealCommands = [
  'next',
  'previous',
  'open',
  'back',
  'claim',
  'release',
  'upheld',
  'shortened',
  'overturned',
  'refresh',
  'reports',
  'help',
] as const;
export type AppealCommand = (typeof appealCommands)[number];

/** Keys by what they do, the same as among the reports where they do the same. */
export const appealKeysOf: Readonly<Record<AppealCommand, readonly string[]>> = {
  ...listKeys,
  upheld: ['1'],
  shortened: ['2'],
  overturned: ['3'],
  reports: ['a'],
};
