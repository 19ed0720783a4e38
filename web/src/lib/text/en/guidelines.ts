import type { Guideline } from '@sotto/protocol';

export const guidelineNames: Record<Guideline, string> = {
  respect: 'Respect',
  privacy: 'Privacy',
  content: 'Appropriate content',
  spam: 'No spam or scams',
  safety: 'Safety',
  minors: 'Adults only',
};
