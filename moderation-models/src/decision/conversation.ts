import { foldWord } from '../rules/fold.ts';
import type { Action, Side } from '../types.ts';
import { asksToStop } from './stop.ts';
import { heldAgainst, type Concern, type Verdict } from './verdict.ts';

/** What is kept of a line; its words are not. */
export interface NotedLine {
  /** `sender`: written on this device; `receiver`: by the partner. */
  readonly side: Side;
  readonly atMs: number;
  /** Equal for lines that say the same but for digits, case and signs. */
  readonly key: string;
  /** What the line's verdict held against its writer. */
  readonly action: Action;
  readonly concerns: readonly Concern[];
  /** The writer asks the other to stop. */
  readonly stop: boolean;
}

/** The chat so far, as screening remembers it: the last lines, oldest first. */
export interface Conversation {
  readonly startedAtMs: number;
  readonly lines: readonly NotedLine[];
}

/** More lines than these are forgotten, so that memory and time per line stay bounded. */
export const linesKept = 24;
const maxKeyChars = 200;

export const newConversation = (startedAtMs: number): Conversation => ({ startedAtMs, lines: [] });

/** What two lines share when one repeats the other: letters folded, digits alike, signs gone; at most 200 characters. */
export function lineKey(text: string): string {
  return foldWord(text.slice(0, maxKeyChars * 2))
    .replace(/\p{N}/gu, '0')
    .replace(/[^\p{L}\p{M}0]+/gu, ' ')
    .trim()
    .slice(0, maxKeyChars);
}

/** Adds a line that was sent or received, with the verdict that it got. */
export function noteLine(
  conversation: Conversation,
  line: {
    readonly side: Side;
    readonly text: string;
    readonly atMs: number;
    /** Without one the line passes for harmless. */
    readonly verdict?: Verdict;
  },
): Conversation {
  const noted: NotedLine = {
    side: line.side,
    atMs: line.atMs,
    key: lineKey(line.text),
    ...(line.verdict ? heldAgainst(line.verdict) : { action: 'allow', concerns: [] }),
    stop: asksToStop(line.text),
  };
  return { ...conversation, lines: [...conversation.lines, noted].slice(-linesKept) };
}
