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

/** The byte that stands for a reason. @throws RangeError for one that there is not. */
export function reasonByte(reason: ReportReason): number {
  const byte = reportReasons.indexOf(reason);
  if (byte < 0) throw new RangeError('no such reason');
  return byte;
}
