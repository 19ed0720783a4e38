import type { Role } from '../wire/card.ts';

/** Every reason for which a report is refused, with what it means for people. */
export const reportRefusals = {
  'too-big': 'It is larger than a report may be.',
  'unknown-version': 'It is not written in a format that this server knows.',
  malformed: 'It is not written as its format asks.',
  'ticket-unknown':
    'Its match ticket was not sealed by this server, was altered, or its key has been erased.',
  'ticket-expired': 'The match is too long ago.',
  'report-signature': 'It was not signed by the side of the match that it says it is from.',
  'wrong-role': "A message of one side stands in the other side's chain.",
  'not-contiguous': 'A message is missing, repeated or out of order.',
  'chain-broken': 'A message does not name the one before it.',
  acknowledgement: 'A message acknowledges what was not said.',
  time: 'A message tells a time before the one before it, or outside the match.',
  signature: 'A message was not signed by its sender.',
  commitment: 'What a message is said to say is not what its sender signed.',
  content: 'A message says what no browser would have shown.',
  'file-mismatch': 'A file is not the one that was sent.',
  'too-many': 'This side of this match has been reported from often enough.',
} as const;
export type ReportRefusalCode = keyof typeof reportRefusals;

/** Why a report is refused, and at which message. */
export interface ReportRefusal {
  readonly code: ReportRefusalCode;
  readonly role?: Role;
  readonly seq?: number;
}
