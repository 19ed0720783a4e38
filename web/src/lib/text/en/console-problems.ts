import type { ProblemKind } from '@sotto/protocol';

const problems: Partial<Record<ProblemKind, string>> = {
  'case-held': 'Somebody else was quicker.',
  'case-decided': 'Somebody has decided this report.',
  'case-not-held': 'Your time with this report is over. Claim it again.',
  'case-sealed': 'This report is for another role.',
  'appeal-own': 'You have decided this first: somebody else decides on the appeal.',
  'appeal-not-shorter': 'The ban would not end earlier than now.',
  'undo-too-late': 'It is too late to take this back.',
  'not-found': 'This report is no longer there.',
  'role-missing': 'Your account may not do that.',
  'sign-in-again':
    'For this you must have signed in within the last ten minutes. Sign out, sign in again, and then add the passkey.',
  'passkey-refused': 'The passkey does not fit, or it took too long. Try again.',
  'passkeys-unavailable': 'This server takes no passkeys.',
  'too-many-passkeys': 'Your account has as many passkeys as one can have.',
  'too-many-requests': 'A little slower, please.',
};
/** Why something was not done. */
export function problemWords(problem: ProblemKind | undefined): string {
  return (problem && problems[problem]) ?? 'That did not work. Try again.';
}
