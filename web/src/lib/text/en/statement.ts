import type { AppealOutcome, Measure, StatementOfReasons } from '@sotto/protocol';

/** What somebody reads whom a decision touches. What it says of moderators and server must be true of the code that runs. */
export const statementText = {
  shutOut: 'You are shut out',
  ended: 'The ban is over',
  lifted: { ban: 'The ban was lifted', warn: 'The warning was taken back' } satisfies Record<Measure, string>,
  warned: 'A moderator has warned you',
  lead: {
    'in-force':
      'A moderator read what was reported of a chat with this identity, and decided that it can’t be used here.',
    over: 'Its time is up. You can use Sotto again.',
    lifted: 'You can use Sotto again.',
  } satisfies Record<StatementOfReasons['standing'], string>,
  warnedLead: 'Nothing else happens. If it goes on, you may be shut out.',
  until: 'Ends',
  forGood: 'Never: it is for good',
  guideline: 'Guideline',
  guidelineMore: 'What it means',
  decided: 'Decided',
  byPerson: 'By a person, not by a machine',
  reasons: 'The moderator’s reasons',
  receipt: 'Your receipt',
  receiptText: 'With it you find this page again, on any device, without an account. It names nobody.',
  page: 'Open it on a page of its own',
  newTab: '(in a new tab)',
  refresh: 'Look again',
  asking: 'Asking…',
  back: 'Start again',
  change: 'Change my details',
  read: 'I have read this',
};

export const appealing = {
  heading: 'Appeal',
  lead: 'You can ask once that somebody looks again. Another moderator than the first decides.',
  until: (when: string) => `Until ${when}.`,
  label: 'What did the moderator not see, or see wrongly?',
  hint: 'At least a sentence. Name nobody. The moderators of this site read it.',
  needed: 'Please write at least a sentence.',
  submit: 'Send the appeal',
  sending: 'Sending…',
  open: 'Your appeal has arrived',
  openText: (when: string) =>
    `Sent ${when}. Another moderator will decide. You see here what came of it; nobody contacts you.`,
  decided: {
    upheld: 'Another moderator has looked again: the decision stays',
    shortened: 'Another moderator has looked again: the ban is shorter now',
    overturned: 'Another moderator has looked again: you were right',
  } satisfies Record<AppealOutcome, string>,
  answer: 'Their reasons',
  over: 'The time to appeal is over.',
  trouble: {
    unknown: 'The server knows no such decision.',
    closed: 'An appeal was made already, or the time for it is over.',
    'too-many-requests': 'Too many tries in a short time. Wait a minute.',
    unreachable: 'The server can’t be reached right now. Nothing is lost: try again in a moment.',
  },
};

export const statementPage = {
  title: 'A decision about you · Sotto',
  description: 'Look up with your receipt why a moderator warned you or shut you out, and appeal.',
  heading: 'A decision about you',
  lead: 'Whom a moderator warns or shuts out gets the reasons, and a receipt. Here you find them again, and can appeal once.',
  label: 'Receipt',
  hint: '43 letters and digits, from the page that told you.',
  invalid: 'That is no receipt: it has 43 letters, digits, - or _.',
  ask: 'Look up',
};
