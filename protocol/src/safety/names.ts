import type { Guideline } from '../moderator/cases.ts';
import type { ReportReason } from '../report/reasons.ts';

/** What the guidelines are called. Apart from their texts, so that a page which only names one carries no more. */
export const guidelineNames: Readonly<Record<Guideline, string>> = {
  respect: 'Respect',
  privacy: 'Privacy',
  content: 'Appropriate content',
  spam: 'No spam or scams',
  safety: 'Safety',
  minors: 'Adults only',
};

/** The guideline that a report for this reason is about; for `other`, whoever reads it has to find out. */
export function guidelineOf(reason: ReportReason): Guideline | undefined {
  return ofReason[reason];
}

const ofReason: Readonly<Record<ReportReason, Guideline | undefined>> = {
  harassment: 'respect',
  inappropriate: 'content',
  spam: 'spam',
  threats: 'safety',
  underage: 'minors',
  impersonation: 'spam',
  other: undefined,
};
