import type { Action, Side } from '../types.ts';
import type { Conversation, NotedLine } from './conversation.ts';
import type { Policy } from './policy.ts';
import { gravity, type ContextPattern } from './verdict.ts';

const isFlagged = (action: Action) => gravity(action) >= gravity('warn');

/**
 * What the chat so far adds to a line on which `action` was found: its writer was asked to stop, writes on and on
 * regardless, was flagged again and again, or ever more gravely. `action` leaves out what is said for the writer's own
 * sake.
 */
export function contextOf(
  conversation: Conversation,
  side: Side,
  action: Action,
  policy: Policy['context'],
): readonly ContextPattern[] {
  const { lines } = conversation;
  const patterns: ContextPattern[] = [];
  const pleaAt = lines.findLastIndex((line) => line.side !== side && line.stop);
  const sincePlea = pleaAt < 0 ? [] : lines.slice(pleaAt + 1).filter((line) => line.side === side);
  const answered = pleaAt >= 0 && lines.slice(pleaAt + 1).some((line) => line.side !== side);

  if (pleaAt >= 0 && isFlagged(action)) patterns.push('after_stop');
  if (pleaAt >= 0 && !answered && sincePlea.length + 1 >= policy.unwantedLines)
    patterns.push('unwanted_contact');

  if (isFlagged(action)) {
    const flagged = lines.slice(-policy.lines).filter((line) => line.side === side && isFlagged(line.action));
    if (flagged.length + 1 >= policy.repeatedLines) patterns.push('repeated');
    if (risesTo(flagged, action, policy.escalationLines)) patterns.push('escalation');
  }
  return patterns;
}

/** Whether the last so many flagged lines never became milder and ended graver than they began. */
function risesTo(flagged: readonly NotedLine[], action: Action, count: number): boolean {
  const run = [...flagged.map((line) => gravity(line.action)), gravity(action)].slice(-count);
  if (run.length < count) return false;
  const rising = run.every((value, i) => i === 0 || value >= (run[i - 1] ?? 0));
  return rising && (run.at(-1) ?? 0) > (run[0] ?? 0);
}
