import type { ReportDesk, ReportReason } from '@sotto/protocol';

/** How long reports are kept, counted from when they came. */
export interface Retention {
  readonly usualMs: number;
  /** Of reasons that the law may ask for. */
  readonly graveMs: number;
}

/** Reasons that are looked at before all others, and kept longer. */
const grave: ReadonlySet<ReportReason> = new Set(['underage', 'threats']);

/** Orders reports: those with the lower number first. */
export function urgencyOf(reason: ReportReason): number {
  return grave.has(reason) ? 0 : 1;
}

/** Where a report goes first. */
export function deskOf(reason: ReportReason): ReportDesk {
  return reason === 'underage' ? 'child-safety' : 'moderator';
}

export function expiryOf(
  reason: ReportReason,
  receivedAtMs: number,
  { usualMs, graveMs }: Retention,
): number {
  return receivedAtMs + (grave.has(reason) ? graveMs : usualMs);
}
