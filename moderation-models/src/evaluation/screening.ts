import { newConversation, noteLine, type Conversation } from '../decision/conversation.ts';
import { decide } from '../decision/decide.ts';
import type { Policy } from '../decision/policy.ts';
import { gravity, type Verdict } from '../decision/verdict.ts';
import { applyRules } from '../rules/index.ts';
import { strictnesses, type RuleHit, type Strictness, type TextScores } from '../types.ts';

/** Who speaks in the verdict: the model alone, the rules alone, or both as a person meets them. */
export const modes = ['model', 'rules', 'both'] as const;
export type Mode = (typeof modes)[number];

/** What became of a line. */
export interface Screened {
  /** Absent where no model reads the language. */
  readonly scores?: TextScores;
  readonly hits: readonly RuleHit[];
  /** The reader's verdicts. */
  readonly verdicts: Readonly<Record<Mode, Readonly<Record<Strictness, Verdict>>>>;
  /** Whether the writer, at the standard setting, is shown where help is. */
  readonly helped: Readonly<Record<Mode, boolean>>;
}

const startedAtMs = 0;
/** A greeting went before, a minute in: a line alone is neither an opening nor pasted at once. */
const usual: Conversation = noteLine(
  noteLine(newConversation(startedAtMs), { side: 'receiver', text: 'hi', atMs: 1_000 }),
  { side: 'sender', text: 'hey', atMs: 3_000 },
);
const usualAtMs = 60_000;

/** Screens a line as the reader's device does, and as the writer's does for help. Pure. */
export function screenLine(
  text: string,
  scores: TextScores | undefined,
  policy: Policy,
  conversation: Conversation = usual,
  atMs: number = usualAtMs,
): Screened {
  const hits = applyRules(text, { side: 'receiver', conversation, atMs });
  const verdict = (mode: Mode, strictness: Strictness, side: 'sender' | 'receiver') => {
    const read = mode !== 'rules' && scores !== undefined;
    return decide(
      {
        side,
        strictness,
        ruleHits: mode === 'model' ? [] : hits,
        ...(read ? { textScores: scores } : {}),
        conversation,
        modelState: { text: read ? 'ready' : 'no_language' },
      },
      policy,
    );
  };
  const byMode = <T>(of: (mode: Mode) => T) =>
    Object.fromEntries(modes.map((mode) => [mode, of(mode)])) as Record<Mode, T>;
  return {
    ...(scores === undefined ? {} : { scores }),
    hits,
    verdicts: byMode(
      (mode) =>
        Object.fromEntries(
          strictnesses.map((strictness) => [strictness, verdict(mode, strictness, 'receiver')]),
        ) as Record<Strictness, Verdict>,
    ),
    helped: byMode((mode) => verdict(mode, 'standard', 'sender').offersHelp),
  };
}

/** Whether the reader is spared the line. */
export const isHidden = (screened: Screened, mode: Mode, strictness: Strictness = 'standard'): boolean =>
  gravity(screened.verdicts[mode][strictness].action) >= gravity('hide');
