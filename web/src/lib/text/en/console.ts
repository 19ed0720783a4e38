import type { DecisionAction, QueuePriority, ReportDesk, ReportState } from '@sotto/protocol';
import type { AgeFilter } from '../../console/queue.ts';
import type { Command } from '../../console/keys.ts';

/** The moderator console. */
export const consoleText = {
  title: 'Moderation · Sotto',
  heading: 'Moderation',
  signOut: 'Sign out',
  stillSignedIn: 'You are still signed in: signing out did not work. Try again.',
  menu: (name: string) => `Menu of ${name}`,
  account: 'Your account',
  loading: 'One moment…',
  unreachable: 'The server can’t be reached. What you see may be old.',
  help: 'Keys',
};

export const deskNames: Record<ReportDesk, string> = {
  moderator: 'Moderators',
  'child-safety': 'Child safety',
  administrator: 'Administrators',
};

export const queueText = {
  heading: 'Reports',
  open: (count: number) => (count === 1 ? '1 open' : `${count} open`),
  urgent: (count: number) => `${count} urgent`,
  held: { any: 'Held or free', free: 'Free', mine: 'Held by you', others: 'Held by others' },
  filterHeld: 'Who works on it',
  priorities: { urgent: 'Urgent', repeated: 'Repeated', usual: 'Usual' } satisfies Record<
    QueuePriority,
    string
  >,
  anyPriority: 'All',
  filterPriority: 'Priority',
  states: { received: 'New', 'in-review': 'In review', decided: 'Decided' } satisfies Record<
    ReportState,
    string
  >,
  anyState: 'Open',
  filterState: 'Status',
  ages: {
    'under-1': 'Last hour',
    'under-24': 'Last day',
    'over-24': 'Older than a day',
    'over-72': 'Older than 3 days',
    'over-168': 'Older than a week',
  } satisfies Record<AgeFilter, string>,
  anyAge: 'Any age',
  filterAge: 'Age',
  clear: 'Clear filters',
  fitting: (count: number) => (count === 1 ? '1 fits' : `${count} fit`),
  list: 'Reports in their order',
  waiting: 'Loading…',
  live: 'Live',
  polling: 'Not live: asked every 10 seconds',
  filterReason: 'Reason',
  anyReason: 'Any reason',
  empty: 'Nothing to do here',
  emptyText: 'No open report fits. New ones show up by themselves.',
  sealed: 'Sealed',
  several: (count: number) => `${count} people’s matches complain of this person`,
  severalShort: (count: number) => `×${count}`,
  heldByYou: 'You',
  urgentMark: 'Urgent',
  findLabel: 'Receipt',
  find: 'Find',
  notFound: 'No report has this receipt.',
};

export const caseText = {
  choose: 'Choose a report',
  chooseText: 'Keys: j and k move, Enter opens, ? shows all.',
  back: 'Back to the queue',
  received: 'Received',
  desk: 'Desk',
  independent: 'Complaints from different matches',
  reporterRecord: 'Reports by this identity',
  upheld: (upheld: number, decided: number) =>
    decided === 1
      ? `the one other that was decided was ${upheld === 1 ? 'upheld' : 'not upheld'}`
      : `${upheld} of ${decided} others that were decided were upheld`,
  claim: 'Claim',
  release: 'Give back',
  claimFirst:
    'Claim the report to see what was said. It is then yours for a quarter of an hour, and each look is logged.',
  heldBy: (name: string) => `${name} works on this report.`,
  yours: (until: string) => `Yours until ${until}`,
  sealed: 'This report is for another role. You see that it is there, and can pass on what you know.',
  verifying: 'Verifying the signatures…',
  broken:
    'The signatures in this report do NOT hold. The server must not have handed it out like this: tell the operator, and decide nothing.',
  evidenceFailed: 'What was said could not be loaded.',
  retry: 'Try again',
  holds: 'All signatures hold. Your browser has verified them itself.',
  export: 'Save the case as a file',
  reporterWords: 'In the reporter’s words (a claim)',
  noWords: 'The reporter added no words.',
  noLines: 'No messages came with this report.',
  transcript: 'What was said',
  accused: 'Accused',
  reporter: 'Reporter',
  status: {
    confirmed: { name: 'Confirmed', means: 'The accused’s signature stands behind it.' },
    claimed: { name: 'Claimed', means: 'The reporter’s word alone. It can have been written at any time.' },
    withheld: { name: 'Withheld', means: 'There was a message. The reporter does not show it.' },
  },
  withheldProven: 'Withheld; the accused’s signature stands behind it all the same',
  withheldClaimed: 'Withheld, and on the reporter’s word alone',
  refresh: 'The browsers renewed their keys',
  picture: 'Picture',
  pictureMissing: 'Picture; the file was not sent along',
  reveal: 'Show in grey',
  gapEarlier: (who: string, from: number, to: number) =>
    from === to
      ? `Message ${from} of the ${who} came before and is not in it.`
      : `Messages ${from} to ${to} of the ${who} came before and are not in it.`,
  gapLater: (who: string, from: number, to: number) =>
    from === to
      ? `Message ${from} of the ${who} followed and was left out.`
      : `Messages ${from} to ${to} of the ${who} followed and were left out.`,
  unseen: 'Not an answer: its sender had not got what stands before it',
  others: 'Other reports of this person',
  othersOpen: 'open',
  notes: 'Notes',
  noNotes: 'None yet.',
  decided: 'Decided',
  decidedBefore: 'Decided before it was passed on',
  passedTo: (desk: string) => `Passed on to: ${desk}`,
  legalHold: (name: string, when: string) => `Legal hold: kept whatever its age, by ${name} since ${when}.`,
  appealed: {
    open: 'An appeal against this is open.',
    upheld: 'An appeal against this was decided: it stays.',
    shortened: 'An appeal against this was decided: the ban was shortened.',
    overturned: 'An appeal against this was decided: overturned.',
  },
  undo: 'Take it back',
  undoUntil: (until: string) => `Can be taken back until ${until}`,
};

export const decideText = {
  heading: 'Decide',
  actions: {
    dismiss: { name: 'Dismiss', hint: 'Nothing against the guidelines' },
    'false-report': { name: 'False report', hint: 'Made up, or to harm' },
    warn: { name: 'Warn', hint: 'Told once, and nothing else' },
    ban: { name: 'Ban', hint: 'Shut out for a time, or for good' },
  } satisfies Record<DecisionAction, { name: string; hint: string }>,
  escalate: 'Escalate',
  note: 'Note',
  guideline: 'Guideline',
  guidelineNeeded: 'Choose the guideline that was broken.',
  guidelineNone: 'None',
  duration: 'For how long',
  hours: [
    [1, '1 hour'],
    [24, '1 day'],
    [72, '3 days'],
    [168, '1 week'],
    [720, '30 days'],
    [8_760, '1 year'],
    [undefined, 'For good'],
  ] as readonly (readonly [number | undefined, string])[],
  statement: 'Reasons',
  statementHint: {
    warn: 'The warned person reads this, word for word, and can appeal.',
    ban: 'The banned person reads this, word for word, and can appeal.',
    other: 'Other moderators read this.',
  },
  statementNeeded: 'Say why, in a sentence at least.',
  also: (count: number) =>
    count === 1
      ? 'Settle the other open report of this person too'
      : `Settle the ${count} other open reports of this person too`,
  passOn: 'And pass the report on to another desk',
  passOnNeeded: 'Say what the other desk should know.',
  passOnHint: 'This decision counts at once. The other desk decides the rest.',
  hold: 'Legal hold',
  holdEnd: 'End the legal hold',
  holdWhy: 'Why it must be kept, such as a file number',
  holdEndWhy: 'Why it need no longer be kept',
  holdSubmit: 'Keep it',
  holdEndSubmit: 'Keep it no longer',
  held: 'Kept beyond its time from now on.',
  heldNoMore: 'It goes when its time is up.',
  submit: {
    dismiss: 'Dismiss it',
    'false-report': 'Mark as false',
    warn: 'Warn',
    ban: 'Ban',
  } satisfies Record<DecisionAction, string>,
  cancel: 'Cancel',
  sendShortcut: 'Ctrl+Enter',
  desk: 'Pass on to',
  escalateWhy: 'What they should know',
  escalateSubmit: 'Pass it on',
  noteLabel: 'A note for other moderators',
  noteSubmit: 'Keep the note',
  done: 'Decided.',
  passedOn: 'Passed on.',
  undone: 'Taken back. The report is yours again.',
};

export const commandNames: Record<Command, string> = {
  next: 'Next report',
  previous: 'Report before',
  open: 'Open the report, claiming it',
  back: 'Back, or close the form',
  claim: 'Claim, or hold for longer',
  release: 'Give back',
  dismiss: 'Dismiss',
  'false-report': 'Mark as false report',
  warn: 'Warn',
  ban: 'Ban',
  escalate: 'Escalate',
  note: 'Write a note',
  hold: 'Legal hold, or its end',
  appeals: 'To the appeals, and back',
  undo: 'Take the decision back',
  refresh: 'Ask for news',
  help: 'Show these keys',
};
export const helpText = {
  heading: 'Keys',
  close: 'Close',
  /** Of keys that have a sign of their own. */
  keys: { ArrowDown: '↓', ArrowUp: '↑', Escape: 'Esc' } as Readonly<Record<string, string>>,
};

/** How long ago, in the largest unit that fits. */
export function age(sinceMs: number, nowMs: number): string {
  const minutes = Math.max(0, Math.floor((nowMs - sinceMs) / 60_000));
  if (minutes < 60) return minutes === 0 ? 'now' : `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} d`;
}

export function clockTime(atMs: number): string {
  return new Date(atMs).toLocaleTimeString([], { timeStyle: 'short' });
}
