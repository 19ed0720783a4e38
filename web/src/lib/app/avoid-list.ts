import { avoidTokenSchema, limits } from '@sotto/protocol';
import * as z from 'zod/mini';
import { storedValue, type StoredValue, type TextStorage } from './device-store.ts';

/**
 * Whom this device asks not to meet again: blocked people for good, recent ones for a while. The tokens are sealed by the
 * server and tell nothing without it.
 */
export interface AvoidList {
  /** Newest first. */
  readonly blocks: readonly string[];
  /** Newest first. */
  readonly recent: readonly { readonly token: string; readonly metAtMs: number }[];
}

export const noAvoids: AvoidList = { blocks: [], recent: [] };

export const recentForMs = 60 * 60_000;

const avoidListSchema: z.ZodMiniType<AvoidList> = z.object({
  blocks: z.array(avoidTokenSchema),
  recent: z.array(z.object({ token: avoidTokenSchema, metAtMs: z.number() })),
});

/** The avoid list that this device remembers. */
export function avoidStore(storage: () => TextStorage = () => localStorage): StoredValue<AvoidList> {
  return storedValue(storage, 'sotto.avoid', 1, avoidListSchema);
}

/** Notes a partner as just met. The oldest fall off beyond `limits.maxRecent`. */
export function withRecent(list: AvoidList, token: string, nowMs: number): AvoidList {
  const others = list.recent.filter((met) => met.token !== token);
  return { ...list, recent: [{ token, metAtMs: nowMs }, ...others].slice(0, limits.maxRecent) };
}

/** Blocks a partner. The oldest blocks fall off beyond `limits.maxBlocks`. */
export function withBlock(list: AvoidList, token: string): AvoidList {
  const others = list.blocks.filter((blocked) => blocked !== token);
  return { ...list, blocks: [token, ...others].slice(0, limits.maxBlocks) };
}

/** The two lists of a seek frame at this time. */
export function avoidTokens(list: AvoidList, nowMs: number): { blocks: string[]; recent: string[] } {
  const recent = list.recent.filter((met) => nowMs - met.metAtMs < recentForMs);
  return { blocks: [...list.blocks], recent: recent.map((met) => met.token) };
}
