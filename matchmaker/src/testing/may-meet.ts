import { ageBrackets, type Wants } from '@sotto/protocol';
import { defaultMatchingConfig, type MatchingConfig } from '../engine/config.ts';
import type { Ticket } from '../queue.ts';

/**
 * The rules of who may meet, said once more in plain words and without regard to speed: what the engine is
 * tested against, and what a history of matches is checked by.
 */
export function mayMeet(
  a: Ticket,
  b: Ticket,
  nowMs: number,
  config: Pick<MatchingConfig, 'widenAtMs' | 'recentAgainAfterMs'> = defaultMatchingConfig,
): boolean {
  if (a.id === b.id || a.session === b.session || a.handle === b.handle) return false;
  const bothWaitedLong = [a, b].every((side) => nowMs - side.enteredAtMs >= config.recentAgainAfterMs);
  return admits(a, b, nowMs, bothWaitedLong, config) && admits(b, a, nowMs, bothWaitedLong, config);
}

function admits(
  who: Ticket,
  whom: Ticket,
  nowMs: number,
  bothWaitedLong: boolean,
  { widenAtMs }: Pick<MatchingConfig, 'widenAtMs'>,
): boolean {
  if (who.blocks.includes(whom.handle)) return false;
  if (who.recent.includes(whom.handle) && !bothWaitedLong) return false;
  const wants = wantsAfter(who.wants, widenAtMs.filter((atMs) => nowMs - who.enteredAtMs >= atMs).length);
  const { languages, interests, age, gender, region } = whom.about;
  const shared = who.about.interests.filter((interest) => interests.includes(interest)).length;
  return (
    (!wants.sharedLanguage || who.about.languages.some((language) => languages.includes(language))) &&
    shared >= wants.minSharedInterests &&
    asksFor(wants.ages, age) &&
    asksFor(wants.genders, gender) &&
    asksFor(wants.regions, region)
  );
}

/** The wants after so many widenings. */
function wantsAfter(wants: Wants, step: number): Wants {
  const soft = (name: Wants['soft'][number], fromStep: number) =>
    wants.soft.includes(name) && step >= fromStep;
  const halved = Math.ceil(wants.minSharedInterests / 2);
  const fewer = [wants.minSharedInterests, halved, Math.min(wants.minSharedInterests, 1), 0][step] ?? 0;
  const neighbours = wants.ages.flatMap((age) => {
    const at = ageBrackets.indexOf(age);
    return ageBrackets.slice(Math.max(at - 1, 0), at + 2);
  });
  return {
    ...wants,
    sharedLanguage: wants.sharedLanguage && !soft('languages', 2),
    minSharedInterests: soft('interests', 1) ? fewer : wants.minSharedInterests,
    ages: soft('ages', 2) ? [] : soft('ages', 1) ? neighbours : wants.ages,
    genders: soft('genders', 3) ? [] : wants.genders,
    regions: soft('regions', 2) ? [] : wants.regions,
  };
}

function asksFor<Item>(asked: readonly Item[], is: Item | undefined): boolean {
  return asked.length === 0 || (is !== undefined && asked.includes(is));
}
