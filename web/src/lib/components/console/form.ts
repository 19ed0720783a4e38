import type { DecisionAction } from '@sotto/protocol';

/** What is being filled in for a case. */
export type Form = DecisionAction | 'escalate' | 'note';
