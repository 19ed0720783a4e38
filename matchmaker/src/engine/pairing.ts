import type { MatchingConfig } from './config.ts';
import type { TicketTable } from './ticket-table.ts';
import { speaks, type PairWorth } from './pair-worth.ts';
import { minSharedInterests, needsSharedLanguage, wordsFit } from './wants.ts';

/** Answered by {@link pairWorth} for two who must not meet. */
export const notPermitted = -1;

/**
 * What it is worth to bring the tickets of two slots together, 0 to about 1.2, or {@link notPermitted} where a
 * filter of either side, a block, a recent meeting, or being the same person or session forbids it. The
 * cheapest and most selective tests come first; symmetric in `a` and `b`.
 */
export function pairWorth(table: TicketTable, a: number, b: number, nowMs: number, worth: PairWorth): number {
  const { rows } = table;
  if (!wordsFit(rows.word(a), rows.word(b))) return notPermitted;
  const wantsA = rows.wants(a);
  const wantsB = rows.wants(b);
  const speak = rows.shareLanguage(a, b);
  if (!speak && (needsSharedLanguage(wantsA) || needsSharedLanguage(wantsB))) return notPermitted;
  const shared = rows.sharedInterests(a, b);
  if (shared < minSharedInterests(wantsA) || shared < minSharedInterests(wantsB)) return notPermitted;
  if (areKeptApart(table, a, b, nowMs, worth.config)) return notPermitted;
  worth.begin(a, nowMs);
  return worth.with(b, speak ? shared | speaks : shared);
}

/** Whether two are one person or session, or one avoids the other. */
export function areKeptApart(
  table: TicketTable,
  a: number,
  b: number,
  nowMs: number,
  config: MatchingConfig,
): boolean {
  const { rows } = table;
  const handleA = rows.handle(a);
  const handleB = rows.handle(b);
  if (handleA === handleB || rows.session(a) === rows.session(b)) return true;
  const laterEntryMs = Math.max(rows.enteredAtMs(a), rows.enteredAtMs(b));
  const recentCounts = nowMs - laterEntryMs < config.recentAgainAfterMs;
  return table.avoids(a, handleB, recentCounts) || table.avoids(b, handleA, recentCounts);
}
