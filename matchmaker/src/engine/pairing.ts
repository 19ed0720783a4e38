import { limits } from '@sotto/protocol';
import type { MatchingConfig } from './config.ts';
import type { TicketTable } from './ticket-table.ts';
import { minSharedInterests, needsSharedLanguage, wordsFit } from './wants.ts';

/** Answered by {@link pairWorth} for two who must not meet. */
export const notPermitted = -1;

/**
 * What it is worth to bring the tickets of two slots together, 0 to about 1.2, or {@link notPermitted} where a
 * filter of either side, a block, a recent meeting, or being the same person or session forbids it. The
 * cheapest and most selective tests come first; symmetric in `a` and `b`.
 */
export function pairWorth(
  table: TicketTable,
  a: number,
  b: number,
  nowMs: number,
  config: MatchingConfig,
): number {
  const { rows } = table;
  if (!wordsFit(rows.word(a), rows.word(b))) return notPermitted;
  const wantsA = rows.wants(a);
  const wantsB = rows.wants(b);
  const speak = rows.shareLanguage(a, b);
  if (!speak && (needsSharedLanguage(wantsA) || needsSharedLanguage(wantsB))) return notPermitted;
  const shared = rows.sharedInterests(a, b);
  if (shared < minSharedInterests(wantsA) || shared < minSharedInterests(wantsB)) return notPermitted;
  if (areKeptApart(table, a, b, nowMs, config)) return notPermitted;
  return worthOfFitting(table, a, b, speak, shared, nowMs, config);
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

/**
 * What a pair is worth that passes each other's filters and is not kept apart.
 * @param speak whether they share a language. @param shared how many interests they share.
 */
export function worthOfFitting(
  { rows }: TicketTable,
  a: number,
  b: number,
  speak: boolean,
  shared: number,
  nowMs: number,
  config: MatchingConfig,
): number {
  const { weights } = config;
  const sameRegion = (rows.word(a) & rows.word(b) & knownRegions) !== 0;
  const apart = Math.abs(rows.reputation(a) - rows.reputation(b));
  return (
    weights.base +
    weights.interests * (interestWorth[shared] as number) +
    (speak ? weights.language : 0) +
    (sameRegion ? weights.region : 0) +
    weights.reputation * (1 - apart) +
    bonus(nowMs - rows.enteredAtMs(a), rows.priority(a), config) +
    bonus(nowMs - rows.enteredAtMs(b), rows.priority(b), config)
  );
}

/**
 * The most that a pair with the ticket of a slot can be worth, bonuses aside: who tells no interests cannot share
 * any, and gains nothing by holding out for somebody who does.
 */
export function worthCeiling({ rows }: TicketTable, slot: number, { weights }: MatchingConfig): number {
  const tellsRegion = (rows.word(slot) & knownRegions) !== 0;
  return (
    weights.base +
    weights.interests * (interestWorth[rows.interestCount(slot)] as number) +
    weights.language +
    (tellsRegion ? weights.region : 0) +
    weights.reputation
  );
}

/** The part of the interests' weight that a number of shared ones earns: 0, 1/2, 3/4, 7/8... */
const interestWorth = Float64Array.from({ length: limits.maxInterests + 1 }, (_, shared) => 1 - 2 ** -shared);

/** Bits of a word that name a region; "rather not say" is nobody's neighbour. */
const knownRegions = 0b11_1110 << 10;

/** What one side's wait and priority add, each bounded; half of the bound a side. */
function bonus(waitMs: number, priority: number, config: MatchingConfig): number {
  const age = Math.min(Math.max(waitMs, 0) / config.ageBonusFullMs, 1) * config.ageBonusMax;
  const paid = Math.min(priority * config.priorityBonusPerUnit, config.priorityBonusMax);
  return (age + paid) / 2;
}
