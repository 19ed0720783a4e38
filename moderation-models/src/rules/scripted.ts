import { lineKey, type Conversation } from '../decision/conversation.ts';
import type { RuleHit, Side } from '../types.ts';

/** What the rules know beside the line itself. */
export interface RuleContext {
  /** `sender`: the line is about to be sent from here; `receiver`: it has come from the partner. */
  readonly side: Side;
  readonly conversation: Conversation;
  /** When the line was finished or arrived. */
  readonly atMs: number;
  /** How often earlier chats of this tab began with the same line, by `lineKey`. */
  readonly openings?: ReadonlyMap<string, number>;
}

const repeatsAllowed = 2;
const shortLineChars = 8;
const openingChars = 20;
const openingsAllowed = 2;
/** Nobody types sixty characters in the first second and a half. */
const instantMs = 1_500;
const instantChars = 60;
/** `{name}`, `{{first_name}}`, `%city%`; braces around other words are code. */
const placeholder =
  /(?<![$\w'"@(])\{\{?[ ]?(?:(?:first|last|your|user|her|his)[_ ]?)?(?:name|city|town|country|age|link|hobby|interest|greeting|username)[ ]?\}\}?|%(?:name|city|first_?name)%/i;
const floodRepeats = 12;

/** Lines that look as if no person wrote them to this partner: repeated, pasted at once, with open placeholders. */
export function findScripted(
  text: string,
  words: readonly string[],
  sells: boolean,
  context: RuleContext,
): RuleHit[] {
  const hits: RuleHit[] = [];
  const whole = (detail: string) => hits.push({ rule: 'scripted', detail, start: 0, end: 0 });
  const own = context.conversation.lines.filter((line) => line.side === context.side);
  const key = lineKey(text);

  if (key.length >= shortLineChars && own.filter((line) => line.key === key).length >= repeatsAllowed)
    whole('repeated_line');
  if (own.length === 0) {
    const seen = context.openings?.get(key) ?? 0;
    if (key.length >= openingChars && seen >= openingsAllowed) whole('repeated_opening');
    const tookMs = context.atMs - context.conversation.startedAtMs;
    if (text.length >= instantChars && tookMs < instantMs) whole('instant_opening');
    if (sells) whole('selling_opening');
  }
  const open = placeholder.exec(text);
  if (open)
    hits.push({
      rule: 'scripted',
      detail: 'placeholder',
      start: open.index,
      end: open.index + open[0].length,
    });
  if (isFlood(words)) whole('flood');
  return hits;
}

/** The same word over and over, as a script or a stuck paste gives; laughter and cheering stay below. */
function isFlood(words: readonly string[]): boolean {
  let run = 1;
  for (let i = 1; i < words.length; i += 1) {
    run = words[i] === words[i - 1] && (words[i] ?? '').length > 2 ? run + 1 : 1;
    if (run >= floodRepeats) return true;
  }
  return false;
}
