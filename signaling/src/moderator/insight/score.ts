import type { SafetyScore } from '@sotto/protocol';

const hourMs = 3_600_000;

/** Within what time a report is looked at and decided, where all goes well. */
export const aims = {
  urgent: { lookMs: hourMs, decisionMs: 24 * hourMs },
  usual: { lookMs: 24 * hourMs, decisionMs: 72 * hourMs },
} as const;

/** How many kept to an aim, of those that could be judged by it. */
export interface Kept {
  readonly due: number;
  readonly kept: number;
}

/**
 * One figure for how well reports are dealt with: the mean of three shares, in percent. A share of nothing is left out, so a quiet month is neither good nor bad.
 *
 * - `quick`: reports that were looked at in time, of those whose time is over or that were looked at.
 * - `settled`: the same for the decision.
 * - `sound`: decisions that no appeal changed, of those that stand or were changed.
 */
export function safetyScore(look: Kept, decision: Kept, sound: Kept | undefined): SafetyScore {
  const quick = shareOf(look);
  const settled = shareOf(decision);
  const firm = sound && shareOf(sound);
  const parts = [quick, settled, firm].filter((part) => part !== undefined);
  return {
    ...(quick !== undefined && { quick }),
    ...(settled !== undefined && { settled }),
    ...(firm !== undefined && { sound: firm }),
    ...(parts.length > 0 && {
      score: Math.round((100 * parts.reduce((sum, part) => sum + part, 0)) / parts.length),
    }),
  };
}

function shareOf({ due, kept }: Kept): number | undefined {
  return due === 0 ? undefined : kept / due;
}
