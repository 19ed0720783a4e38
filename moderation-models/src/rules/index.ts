import type { RuleHit, RuleName } from '../types.ts';
import { findAdverts } from './adverts.ts';
import { fold, inOriginal } from './fold.ts';
import { findHandles } from './handles.ts';
import { findLinks } from './links.ts';
import { quotedStretches } from './mention.ts';
import { findPersonalData } from './personal.ts';
import { findPhrases, phraseBook, type PhraseBook } from './phrases.ts';
import { hatePhrases, hateSets } from './phrases/hate.ts';
import { invitationPhrases } from './phrases/invitation.ts';
import { selfHarmPhrases } from './phrases/self-harm.ts';
import { sets } from './phrases/sets.ts';
import { sexualPhrases } from './phrases/sexual.ts';
import { spamPhrases } from './phrases/spam.ts';
import { threatPhrases } from './phrases/threat.ts';
import { findProfanity } from './profanity.ts';
import { findScripted, type RuleContext } from './scripted.ts';
import { nothingTaken } from './stretches.ts';
import { wordsOf } from './words.ts';

export type { RuleContext } from './scripted.ts';

/** What follows is not looked at; no message of the protocol is as long. */
export const maxRuleChars = 20_000;

const books: readonly (readonly [RuleName, PhraseBook])[] = [
  ['threat', phraseBook(threatPhrases, sets)],
  ['self_harm', phraseBook(selfHarmPhrases, sets)],
  ['sexual', phraseBook(sexualPhrases, sets)],
  ['spam', phraseBook(spamPhrases, sets)],
  ['invitation', phraseBook(invitationPhrases, sets)],
  ['slur', phraseBook(hatePhrases, { ...sets, ...hateSets })],
];

/**
 * Holds a line against all rules, in about the time that reading it takes: nothing here tries more ways than a
 * fixed number at each place. The hits come in the order of their places; the same text and context give the same.
 */
export function applyRules(text: string, context: RuleContext): readonly RuleHit[] {
  const line = text.length > maxRuleChars ? text.slice(0, maxRuleChars) : text;
  const folded = fold(line);
  const words = wordsOf(folded);
  const hits: RuleHit[] = findProfanity(folded, words);

  const quoted = nothingTaken(folded.text.length);
  for (const { start, end } of quotedStretches(folded.text, words)) quoted.take(start, end);
  for (const [rule, book] of books) {
    for (const { detail, from, to } of findPhrases(book, words)) {
      const [first, last] = [words[from], words[to - 1]];
      if (first === undefined || last === undefined) continue;
      if (quoted.overlaps(first.start, last.end)) continue;
      hits.push({ rule, detail, ...inOriginal(folded, first.start, last.end) });
    }
  }
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
