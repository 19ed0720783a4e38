import type { Role } from '@sotto/protocol';

/**
 * When the initiator asks for a fresh key agreement: after so many messages of both sides, or with the first one after so
 * long. Who takes the keys out of the memory of a browser reads on no longer than that.
 */
export const refreshAfterMessages = 50;
export const refreshAfterMs = 5 * 60_000;

/** Epochs are numbered by 16 bits; a chat of three million messages goes on under the last keys. */
const mostRefreshes = 0xffff;

/** How long the present keys have served. A value; the functions below give the next one. */
export interface Refresh {
  readonly role: Role;
  readonly messages: number;
  readonly sinceMs: number | undefined;
  readonly done: number;
  /**
   * `idle`: the keys serve. `asked`: the initiator has asked. `answered`: the answer is there, and the partner has not
   * used the new keys yet.
   */
  readonly stage: 'idle' | 'asked' | 'answered';
}

export function newRefresh(role: Role): Refresh {
  return { role, messages: 0, sinceMs: undefined, done: 0, stage: 'idle' };
}

/** Counts a message of either side. */
export function messageCounted(refresh: Refresh, nowMs: number): Refresh {
  return { ...refresh, messages: refresh.messages + 1, sinceMs: refresh.sinceMs ?? nowMs };
}

/** Whether it is for this side to ask now. */
export function refreshDue({ role, messages, sinceMs, done, stage }: Refresh, nowMs: number): boolean {
  if (role !== 'initiator' || stage !== 'idle' || done >= mostRefreshes) return false;
  return messages >= refreshAfterMessages || (sinceMs !== undefined && nowMs - sinceMs >= refreshAfterMs);
}

/** Takes note that this side has asked. */
export function refreshAsked(refresh: Refresh): Refresh {
  return { ...refresh, stage: 'asked' };
}

/** Takes a message of the partner's; `answer`: it is the partner's half of the agreement. */
export function partnerHeard(refresh: Refresh, answer: boolean, nowMs: number): Refresh {
  const { role, stage } = refresh;
  if (role !== 'initiator') return refresh;
  if (answer) return { ...refresh, stage: 'answered', messages: 0, sinceMs: nowMs, done: refresh.done + 1 };
  return stage === 'answered' ? { ...refresh, stage: 'idle' } : refresh;
}
