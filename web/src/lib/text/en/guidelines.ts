import type { BanNotice, Guideline } from '@sotto/protocol';

export const guidelineNames: Record<Guideline, string> = {
  respect: 'Respect',
  privacy: 'Privacy',
  content: 'Appropriate content',
  spam: 'No spam or scams',
  safety: 'Safety',
  minors: 'Adults only',
};

/** What somebody who is shut out reads: until when, for what, and the moderator's own words. */
export function banWords({ untilMs, guideline, statement }: BanNotice): string {
  const until =
    untilMs === undefined
      ? 'for good'
      : `until ${new Date(untilMs).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' })}`;
  return `A moderator has shut this identity out ${until}. Guideline: ${guidelineNames[guideline]}. Their reasons: ${statement}`;
}
