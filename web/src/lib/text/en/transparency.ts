import type { Transparency } from '@sotto/protocol';

type Category = Transparency['decisions']['byGuideline'][number]['category'];

/** The page `/transparency`. */
export const transparencyPage = {
  title: 'Transparency report · Sotto',
  description: 'What was reported on this server in a quarter, and what was decided.',
  heading: 'Transparency report',
  lead: 'What was reported on this server, and what its moderators decided. In the shape that the EU’s Digital Services Act asks for.',
  quarter: 'Quarter',
  loading: 'One moment…',
  failed: 'The report could not be loaded. Try again in a while.',
  json: 'The same as JSON',
  rounding:
    'Counts are told to the nearest five, and “<5” for one to four, so that nobody can be told from them. Rounded counts need not add up.',
  notices: {
    heading: 'Reports',
    lead: 'By the other side of a chat. Nobody else can report, since nobody else sees it.',
    total: 'Reports came',
    decided: 'Of these, decided',
    median: 'To the decision, median',
    reason: 'Reason',
    count: 'Reports',
  },
  decisions: {
    heading: 'Decisions',
    lead: 'Each by a person. What touches somebody names one of the guidelines. A decision can settle several reports.',
    total: 'Decisions',
    forATime: 'Bans for a time',
    forGood: 'Bans for good',
    action: 'Decision',
    guideline: 'Guideline',
    category: 'Category of the DSA’s templates',
    count: 'Decisions',
  },
  complaints: {
    heading: 'Appeals',
    lead: 'Whoever is banned can appeal once. Another moderator than the first decides.',
    received: 'Appeals',
    outcome: 'Outcome',
    open: 'Not decided yet',
    upheld: 'Decision upheld',
    changed: 'Ban shortened',
    reversed: 'Decision reversed',
    count: 'Appeals',
  },
  means: {
    heading: 'By what means',
    items: [
      'Decided by a machine alone: none. No decision here is automatic.',
      'Looked for on the operator’s own initiative: none. The server never has a message, so there is nothing to search.',
      'Screening of messages and pictures happens on people’s own devices. It hides, warns and asks; it reports nobody and bans nobody.',
      'Orders of authorities and out-of-court disputes: the operator tells of those, for the software doesn’t know of them.',
    ],
  },
};

export const categoryNames: Readonly<Record<Category, string>> = {
  'illegal-or-harmful-speech': 'Illegal or harmful speech',
  'data-protection-and-privacy-violations': 'Data protection and privacy violations',
  'pornography-or-sexualised-content': 'Pornography or sexualised content',
  'scams-and-fraud': 'Scams and fraud',
  violence: 'Violence',
  'protection-of-minors': 'Protection of minors',
};
