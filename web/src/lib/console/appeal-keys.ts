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
  next: ['j', 'ArrowDown'],
  previous: ['k', 'ArrowUp'],
  open: ['Enter', 'o'],
  back: ['Escape', 'u'],
  claim: ['c'],
  release: ['x'],
  upheld: ['1'],
  shortened: ['2'],
  overturned: ['3'],
  refresh: ['r'],
  reports: ['a'],
  help: ['?'],
};
