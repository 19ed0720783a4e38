import { newConversation, noteLine, type Conversation } from '../decision/conversation.ts';
import { decide } from '../decision/decide.ts';
import type { Policy } from '../decision/policy.ts';
import { gravity, type Verdict } from '../decision/verdict.ts';
import { applyRules } from '../rules/index.ts';
import { strictnesses, type RuleHit, type Strictness, type TextScores } from '../types.ts';

/** Who speaks in the verdict: the model alone, the rules alone, or both as a person meets them. */
export const modes = ['model', 'rules', 'both'] as const;
export type Mode = (typeof modes)[number];

/** When a line is written, and what the two devices remember of the chat before it. */
export interface Moment {
  readonly reader: Conversation;
  readonly writer: Conversation;
  readonly atMs: number;
}

/** What became of a line. */
export interface Screened {
  /** Absent where no model reads the language. */
  readonly scores?: TextScores;
  /** On the reader's device. */
  readonly hits: readonly RuleHit[];
  /** The reader's verdicts. */
  readonly verdicts: Readonly<Record<Mode, Readonly<Record<Strictness, Verdict>>>>;
  /** The writer's verdicts, at the standard setting. */
  readonly writer: Readonly<Record<Mode, Verdict>>;
}

/** A greeting from each went before, a minute in: a line alone is neither an opening nor pasted at once. */
function usualMoment(): Moment {
  const greeted = noteLine(newConversation(0), { side: 'receiver', text: 'hi', atMs: 1_000 });
  const chat = noteLine(greeted, { side: 'sender', text: 'hey', atMs: 3_000 });
  return { reader: chat, writer: chat, atMs: 60_000 };
}
const usual = usualMoment();

const byMode = <T>(of: (mode: Mode) => T) =>
  Object.fromEntries(modes.map((mode) => [mode, of(mode)])) as Record<Mode, T>;

/** Screens a line on both devices, each by rules and model and the policy's table. Pure. */
export function screenLine(
  text: string,
  scores: TextScores | undefined,
  policy: Policy,
  { reader, writer, atMs }: Moment = usual,
): Screened {
  const device = (side: 'sender' | 'receiver', conversation: Conversation) => {
    const hits = applyRules(text, { side, conversation, atMs });
    const verdict = (mode: Mode, strictness: Strictness): Verdict => {
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
    return { hits, verdict };
  };
  const [read, written] = [device('receiver', reader), device('sender', writer)];
  const byStrictness = (mode: Mode) =>
    Object.fromEntries(strictnesses.map((one) => [one, read.verdict(mode, one)])) as Record<
      Strictness,
      Verdict
    >;
  return {
    ...(scores === undefined ? {} : { scores }),
    hits: read.hits,
    verdicts: byMode(byStrictness),
    writer: byMode((mode) => written.verdict(mode, 'standard')),
  };
}

/** Whether the reader is spared the line. */
export const isHidden = (screened: Screened, mode: Mode, strictness: Strictness = 'standard'): boolean =>
  gravity(screened.verdicts[mode][strictness].action) >= gravity('hide');
