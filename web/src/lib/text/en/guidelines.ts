import type { BanNotice } from '@sotto/protocol';
import { guidelineNames } from '@sotto/protocol/safety';

export { guidelineNames, guidelineTexts, reportSteps, safetyTips } from '@sotto/protocol/safety';

/** What somebody who is shut out reads: until when, for what, and the moderator's own words. */
export function banWords({ untilMs, guideline, statement }: BanNotice): string {
  const until =
    untilMs === undefined
      ? 'for good'
      : `until ${new Date(untilMs).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' })}`;
  return `A moderator has shut this identity out ${until}. Guideline: ${guidelineNames[guideline]}. Their reasons: ${statement}`;
}
