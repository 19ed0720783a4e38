import { z } from 'zod';

import { newConversation } from '../decision/conversation.ts';
import { applyRules } from '../rules/index.ts';
import { ruleNames, type RuleHit } from '../types.ts';
import { rateOf, type Interval } from './intervals.ts';

const lines = z.array(z.string().min(1).max(2_000)).max(500);
const ruleKey = z.string().regex(new RegExp(`^(?:${ruleNames.join('|')})(?:\\.[a-z_]+)?$`));

/**
 * Lines that a rule (`threat`) or a pattern of it (`sexual.minor`) should fire on, by language. The rules were written looking at
 * the `seen` ones; the `unseen` ones tell how far they reach beyond.
 */
export const ruleSuiteSchema = z.strictObject({
  version: z.literal(1),
  rules: z.record(
    ruleKey,
    z.record(z.string().min(2).max(35), z.strictObject({ seen: lines, unseen: lines })),
  ),
});
export type RuleSuite = z.infer<typeof ruleSuiteSchema>;

/** How many of the lines the rule fired on. */
export interface RuleRow {
  /** A rule, `RULE LANGUAGE`, or `all`. */
  readonly part: string;
  readonly seen: Interval | undefined;
  readonly unseen: Interval | undefined;
}

interface Tried {
  readonly rule: string;
  readonly language: string;
  readonly half: 'seen' | 'unseen';
  readonly text: string;
  readonly found: boolean;
}

const context = { side: 'receiver', conversation: newConversation(0), atMs: 60_000 } as const;
const isOf = (rule: string) => (hit: RuleHit) => hit.rule === rule || `${hit.rule}.${hit.detail}` === rule;
/** A threat against a group is told by the threat rule, whoever words it as hate. */
const alike: Readonly<Record<string, string>> = { slur: 'threat.group_violence' };

/** Every line of the suite with whether its rule fired. */
export function tryRules(suite: RuleSuite): readonly Tried[] {
  return Object.entries(suite.rules).flatMap(([rule, languages]) =>
    Object.entries(languages).flatMap(([language, halves]) =>
      (['seen', 'unseen'] as const).flatMap((half) =>
        halves[half].map((text): Tried => {
          const hits = applyRules(text, context);
          const found = hits.some(isOf(rule)) || hits.some(isOf(alike[rule] ?? rule));
          return { rule, language, half, text, found };
        }),
      ),
    ),
  );
}

/** The recall of each rule, of each rule in each language, and of all. */
export function ruleRowsOf(tried: readonly Tried[]): RuleRow[] {
  const row = (part: string, of: readonly Tried[]): RuleRow => {
    const half = (name: Tried['half']) =>
      rateOf(
        of.filter((line) => line.half === name),
        (line) => line.found,
      );
    return { part, seen: half('seen'), unseen: half('unseen') };
  };
  const groups = (key: (line: Tried) => string) =>
    [...Map.groupBy(tried, key)].map(([part, of]) => row(part, of));
  return [
    row('all', tried),
    ...groups((line) => line.rule),
    ...groups((line) => `${line.rule} ${line.language}`),
  ];
}
