/** Words that every page shares. */
export const brand = {
  name: 'Sotto',
  home: 'Sotto, to the start page',
};

export const navigation = {
  skip: 'Skip to the content',
  main: 'Main',
  footer: 'About this site',
  howItWorks: 'How it works',
  reports: 'Your reports',
  safety: 'Safety and guidelines',
  start: 'Start a chat',
  backToStart: 'Back to the start page',
  openSource: 'Free software under the AGPL. No ads, no tracking, no counters.',
};

export const theme = {
  label: 'Appearance',
  choices: { system: 'Like the system', light: 'Light', dark: 'Dark' },
};

export const errorPage = {
  notFound: 'There is nothing here',
  notFoundText: 'The address may be mistyped, or the page has moved.',
  broken: 'Something went wrong',
  notLoaded: 'A part of the page could not be loaded: the network may be down.',
  reload: 'Load again',
  brokenText: 'That is our fault, not yours. Loading the page again may help.',
};

export const noScript =
  'Sotto runs in your browser: it makes the keys and the connection there. For that it needs JavaScript, which is switched off.';
