/** Why somebody is reported. The order is part of the bundle's format: new ones go to the end. */
export const reportReasons = [
  'harassment',
  'inappropriate',
  'spam',
  'threats',
  'underage',
  'impersonation',
  'other',
] as const;
export type ReportReason = (typeof reportReasons)[number];
