import type { DecisionAction, Moderator } from '@sotto/protocol';

/** What is being filled in for a case. */
export type Form = DecisionAction | 'escalate' | 'note' | 'hold';

/** Whether somebody may keep a report beyond its time. The server says so too. */
export function mayHold({ roles }: Moderator): boolean {
  return roles.includes('administrator') || roles.includes('child-safety');
}
