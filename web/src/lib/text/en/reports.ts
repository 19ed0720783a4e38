import type { ReportState } from '@sotto/protocol';
import type { ReportProgress } from '../../app/state.ts';

/** The page of receipts. */
export const reports = {
  title: 'Your reports · Sotto',
  description: 'Receipts of the reports made in this browser, and what became of them.',
  heading: 'Your reports',
  lead: 'Each report comes with a receipt. It lets you look up what became of the report, without an account or a name.',
  list: 'Receipts in this browser',
  refresh: 'Ask again',
  asking: 'Asking…',
  asked: 'Up to date.',
  notAsked: 'Not all could be looked up.',
  empty: 'No receipts here',
  emptyText: 'When you report somebody, the receipt is kept in this browser and shows up on this page.',
  receipt: 'Receipt',
  remove: 'Remove',
  removeNamed: (reason: string, when: string) => `Remove the receipt: ${reason}, ${when}`,
  removeAll: 'Remove all',
  keptNote:
    'Receipts are kept in this browser only, the newest fifty. “Delete my identity” and “Close and wipe” remove them; the reports stay with the moderators.',
  howLink: 'How reporting works',
  aboutYou: 'A moderator has warned you or shut you out?',
  aboutYouLink: 'Look the reasons up, and appeal',
};

export const removing = {
  one: 'Remove this receipt?',
  all: 'Remove all receipts?',
  text: 'The report itself stays with the moderators. Without the receipt nobody can look up what became of it, unless you have kept a copy.',
  cancel: 'Keep',
  confirm: 'Remove',
};

export const lookUp = {
  heading: 'Look up another receipt',
  label: 'Receipt',
  hint: '43 letters and digits, as you copied it.',
  invalid: 'That is no receipt: it has 43 letters, digits, - or _.',
  ask: 'Look up',
  keep: 'Keep in this browser',
  kept: 'Kept below.',
};

export const states: Record<ReportState, { name: string; text: string }> = {
  received: { name: 'Received', text: 'Waits for a moderator.' },
  'in-review': { name: 'In review', text: 'A moderator is looking at it.' },
  decided: { name: 'Decided', text: 'A moderator has decided. What was decided isn’t told here.' },
};

type Unknown = Extract<ReportProgress, { known: false }>['failure'];

export const unknownStates: Record<Unknown, { name: string; text: string }> = {
  unknown: {
    name: 'Not known',
    text: 'The server has no report with this receipt. It may have been deleted when its time was up.',
  },
  offline: { name: 'Offline', text: 'This device has no network.' },
  'server-unavailable': { name: 'No answer', text: 'The server can’t be reached right now.' },
  'too-many-requests': {
    name: 'Not asked',
    text: 'Too many look-ups in a short time. Try again in a minute.',
  },
};

/** A day and time as people of this locale write it. */
export function moment(atMs: number): string {
  return new Date(atMs).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' });
}
