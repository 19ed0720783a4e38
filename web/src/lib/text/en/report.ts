import type { ReportReason } from '@sotto/protocol';
import type { ReportFailure } from '../../app/state.ts';

/** The report dialog. What it says of moderators and server must be true of the code that runs. */
export const report = {
  title: (nickname: string) => `Report ${nickname}`,
  lead: 'Choose what moderators get to see. They aren’t shown anything before you have looked at it.',
  close: 'Close',
  back: 'Back to the form',
  reason: 'What happened?',
  guidelines: 'What the guidelines say',
  reasonMissing: 'Please choose a reason.',
  comment: 'In your words',
  commentOptional: 'Optional. Moderators read it as it stands.',
  commentNeeded: 'Please say in a sentence what happened.',
  commentLong: 'Too long. Please shorten it a little.',
  review: 'Review',
  reviewHint: 'Next, you see exactly what would be sent.',
};

export const reasons: Record<ReportReason, { name: string; hint: string }> = {
  harassment: { name: 'Harassment', hint: 'Insults, hate, not taking no for an answer' },
  inappropriate: { name: 'Inappropriate content', hint: 'Sexual or shocking, and not asked for' },
  spam: { name: 'Spam or scam', hint: 'Advertising, fraud, luring elsewhere' },
  threats: { name: 'Threats', hint: 'Violence, blackmail, harm to somebody' },
  underage: { name: 'Under 18', hint: 'Says or shows that they are a minor' },
  impersonation: { name: 'Impersonation', hint: 'Pretends to be you or a real person' },
  other: { name: 'Something else', hint: 'You say what' },
};

export const picker = {
  heading: 'Messages to show',
  hint: 'Ticked messages can be read by moderators. Of the others they see at most who wrote and when.',
  none: 'Nothing was written in this chat. You can report it all the same.',
  earlier: (count: number) => (count === 1 ? 'Show 1 earlier message' : `Show ${count} earlier messages`),
  farApart:
    'These messages are too far apart for one report. Untick the earliest or the latest of them; you can file another report for those.',
  allMine: 'All of mine',
  allTheirs: (nickname: string) => `All of ${nickname}’s`,
  you: 'You',
  withheld: 'Withheld',
  picture: 'A picture',
};

export const review = {
  title: 'This is what will be sent',
  reason: 'Reason',
  about: 'About',
  aboutText: (nickname: string) => `${nickname}, without the nickname: moderators don’t get it`,
  comment: 'Your words',
  noComment: 'None',
  lines: 'Messages',
  count: (disclosed: number, withheld: number) =>
    `${disclosed} readable, ${withheld === 0 ? 'none' : withheld} withheld`,
  withheld: {
    text: 'Withheld: only who and when',
    file: 'Withheld picture: only who and when',
    refresh: 'Technical: the browsers renewed their keys',
  },
  withheldRun: (count: number) => `${count} withheld: only who and when of each`,
  ownWord: 'your word',
  ownWordHint:
    '“Your word”: their browser hasn’t signed for this message, so moderators can’t verify it. All other messages they can.',
  picture: (type: string, size: string) => `Picture (${type}, ${size})`,
  pictureLeftOut: 'Only its fingerprint goes along: this device doesn’t have the file, or it is too large.',
  pictureNotShown: 'It goes along, but your browser can’t show it safely.',
  unblur: 'Show this picture',
  size: 'Size',
  learnHeading: 'Who reads it, and what the server learns',
  learn: (nickname: string) => [
    'The moderators of this site read what stands above. It is stored encrypted.',
    'The server opens the sealed ticket of this chat. It learns that the two of you met, and can check that the messages were signed in this chat. With the report it keeps a code that stands for them, to ban them by. It keeps none for you.',
    `Nothing else of the chat is sent. ${nickname} isn’t told.`,
  ],
  block: 'Report and block',
  blockHint: 'Blocking ends the chat: you two won’t be introduced again.',
  only: 'Report only',
};

export const filing = {
  sending: 'Sending the report',
  sendingText: 'This takes a moment.',
  blocked: (nickname: string) => `The chat is over and ${nickname} is blocked.`,
  hide: 'Hide',
  done: 'The report has arrived',
  doneUnderage: 'Thank you. The report has arrived',
  doneText:
    'A moderator looks at it and decides; reports of minors come first. Nobody will contact you: there is no way to.',
  receiptText:
    'With this receipt you can look up what became of it. It is kept in this browser, and names neither of you.',
  reports: 'Your reports',
  newTab: '(in a new tab)',
  finish: 'Done',
  failed: 'The report was not sent',
  refused: 'The report was not accepted',
  retry: 'Try again',
  retryIn: (seconds: number) => `Try again (${seconds} s)`,
  keepOpen: 'Keep this tab open: as long as it is, the same report can be sent again.',
  later: 'Later',
  discard: 'Discard it',
};

export const reportFailures: Record<ReportFailure, string> = {
  gone: 'This chat is no longer in the memory of this tab: a newer one has begun. It can’t be reported any more.',
  offline: 'This device is offline. Nothing is lost: try again once it has a network.',
  'server-unavailable': 'The server can’t be reached right now. Nothing is lost: try again in a moment.',
  'too-many-requests':
    'There were many reports in a short time. The server takes a few a minute; nothing is lost.',
  refused: 'The server checked the report and found that it doesn’t hold. Trying again won’t help.',
};
export const refusedBecause = (reason: string) => `It says: ${reason}`;

export const receiptBox = {
  label: 'Receipt',
  copy: 'Copy',
  copied: 'Copied',
  notCopied: 'Select it and copy it by hand.',
};

/** Where a report goes on while its dialog is closed. */
export const bar = {
  sending: 'Your report is being sent…',
  failed: 'Your report was not sent.',
  done: 'Your report has arrived.',
  show: 'Show',
};

/** A size as people read it. */
export function size(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
