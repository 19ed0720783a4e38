import { limits } from '@sotto/protocol';
import type { MatchingConfig } from './config.ts';
import { fingerprintBit } from './fingerprint.ts';
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
  interestWorth: Float64Array,
): number {
  if (!wordsFit(table.words[a] as number, table.words[b] as number)) return notPermitted;
  const wantsA = table.wantsNow[a] as number;
  const wantsB = table.wantsNow[b] as number;
  const speak = shareOne(
    table.languages,
    a * limits.maxLanguages,
    table.languageCounts[a] as number,
    b * limits.maxLanguages,
    table.languageCounts[b] as number,
  );
  if (!speak && (needsSharedLanguage(wantsA) || needsSharedLanguage(wantsB))) return notPermitted;
  const shared = countShared(
    table.interests,
    a * limits.maxInterests,
    table.interestCounts[a] as number,
    b * limits.maxInterests,
    table.interestCounts[b] as number,
  );
  if (shared < minSharedInterests(wantsA) || shared < minSharedInterests(wantsB)) return notPermitted;
  if (table.handles[a] === table.handles[b] || table.sessions[a] === table.sessions[b]) return notPermitted;
  const waitA = Math.max(nowMs - (table.enteredAtMs[a] as number), 0);
  const waitB = Math.max(nowMs - (table.enteredAtMs[b] as number), 0);
  const recentMayMeet = waitA >= config.recentAgainAfterMs && waitB >= config.recentAgainAfterMs;
  if (avoids(table, a, b, recentMayMeet) || avoids(table, b, a, recentMayMeet)) return notPermitted;

  const { weights } = config;
  const sameRegion = ((table.words[a] as number) & (table.words[b] as number) & knownRegions) !== 0;
  const apart = Math.abs((table.reputation[a] as number) - (table.reputation[b] as number));
  return (
    weights.base +
    weights.interests * (interestWorth[shared] as number) +
    (speak ? weights.language : 0) +
    (sameRegion ? weights.region : 0) +
    weights.reputation * (1 - apart) +
    bonus(waitA, table.priority[a] as number, config) +
    bonus(waitB, table.priority[b] as number, config)
  );
}

/** The part of the interests' weight that a number of shared ones earns: 0, 1/2, 3/4, 7/8... */
export function interestWorths(): Float64Array {
  return Float64Array.from({ length: limits.maxInterests + 1 }, (_, shared) => 1 - 2 ** -shared);
}

/** Bits of `TicketTable.words` that name a region; "rather not say" is nobody's neighbour. */
const knownRegions = 0b11_1110 << 10;

/** What one side's wait and priority add, each bounded; half of the bound a side. */
function bonus(waitMs: number, priority: number, config: MatchingConfig): number {
  const age = Math.min(waitMs / config.ageBonusFullMs, 1) * config.ageBonusMax;
  const paid = Math.min(priority * config.priorityBonusPerUnit, config.priorityBonusMax);
  return (age + paid) / 2;
}

function avoids(table: TicketTable, who: number, whom: number, recentMayMeet: boolean): boolean {
  const handle = table.handles[whom] as number;
  if (((table.avoidedBits[who] as number) & fingerprintBit(handle)) === 0) return false;
  const avoided = table.avoided[who];
  if (avoided === undefined) return false;
  const length = recentMayMeet ? (table.blockCounts[who] as number) : avoided.length;
  for (let i = 0; i < length; i += 1) if (avoided[i] === handle) return true;
  return false;
}

/** How many numbers two ascending runs of one array have in common. */
function countShared(all: Int32Array, a: number, countA: number, b: number, countB: number): number {
  const endA = a + countA;
  const endB = b + countB;
  let shared = 0;
  while (a < endA && b < endB) {
    const difference = (all[a] as number) - (all[b] as number);
    if (difference === 0) shared += 1;
    if (difference <= 0) a += 1;
    if (difference >= 0) b += 1;
  }
  return shared;
}

function shareOne(all: Int32Array, a: number, countA: number, b: number, countB: number): boolean {
  const endA = a + countA;
  const endB = b + countB;
  while (a < endA && b < endB) {
    const difference = (all[a] as number) - (all[b] as number);
    if (difference === 0) return true;
    if (difference < 0) a += 1;
    else b += 1;
  }
  return false;
}
