import type { RuleHit } from '../types.ts';
import { findAdverts } from './adverts.ts';
import { findPhraseHits } from './books.ts';
import { findDisguised } from './disguised.ts';
import { fold } from './fold.ts';
import { findHandles } from './handles.ts';
import { findLinks } from './links.ts';
import { findPersonalData } from './personal.ts';
import { findProfanity } from './profanity.ts';
import { findScripted, type RuleContext } from './scripted.ts';
import { nothingTaken } from './stretches.ts';
import { wordsOf } from './words.ts';

export type { RuleContext } from './scripted.ts';

/** What follows is not looked at; no message of the protocol is as long. */
export const maxRuleChars = 20_000;

/**
 * Holds a line against all rules, in about the time that reading it takes: nothing here tries more ways than a
 * fixed number at each place. The hits come in the order of their places; the same text and context give the same.
 */
export function applyRules(text: string, context: RuleContext): readonly RuleHit[] {
  const line = text.length > maxRuleChars ? text.slice(0, maxRuleChars) : text;
  const folded = fold(line);
  const words = wordsOf(folded);
  const hits: RuleHit[] = findProfanity(folded, words);

  hits.push(...findPhraseHits(folded, words));
  hits.push(...findDisguised(line, words, hits));
  const personal = findPersonalData(line);
  hits.push(...personal);
  const taken = nothingTaken(line.length);
  for (const { start, end } of personal) taken.take(start, end);
  for (const handle of findHandles(line)) hits.push({ rule: 'invitation', detail: 'handle', ...handle });
  const links = findLinks(line).filter((link) => !taken.overlaps(link.start, link.end));
  hits.push(...links);
  const hasContact =
    links.length > 0 || personal.some((hit) => hit.detail === 'phone' || hit.detail === 'mail');
  hits.push(...findAdverts(line, words, hasContact));
  const sells = hits.some(
    (hit) => ['spam', 'invitation'].includes(hit.rule) || hit.detail === 'hidden_target',
  );
  const plainWords = words.map((word) => word.text);
  hits.push(...findScripted(line, plainWords, sells, context));
  return hits.sort((a, b) => a.start - b.start || a.end - b.end);
}
