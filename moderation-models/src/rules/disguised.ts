import { normalise } from '../text/normalise.ts';
import type { RuleHit, RuleName } from '../types.ts';
import { findPhraseHits } from './books.ts';
import { fold } from './fold.ts';
import { findProfanity } from './profanity.ts';
import { wordsOf, type Word } from './words.ts';

/** The rules that somebody writes around. */
const evaded: readonly RuleName[] = ['threat', 'self_harm', 'sexual', 'spam', 'slur'];
/** A shorter slur is one letter away from too many words. */
const leastSlurChars = 5;
/** Signs within a word, or letters set apart. Without them a lone word near a slur is more likely a name. */
const masked = /\p{L}[*#@$!|\d]{1,20}\p{L}|(?<!\p{L})\p{L} \p{L} \p{L}(?!\p{L})/u;

/**
 * What the line says once masks, gaps, swapped and dropped letters are undone as the model's normaliser undoes them. The words
 * stand nowhere in the line as it was written, so each hit is about the whole line. Nothing where the rules have
 * found such a thing in the line as it is (`known`), or where there is nothing to undo.
 */
export function findDisguised(
  line: string,
  words: readonly Word[],
  known: readonly RuleHit[],
): readonly RuleHit[] {
  if (known.some((hit) => evaded.includes(hit.rule) || hit.detail === 'slur_mentioned')) return [];
  const plain = fold(normalise(line));
  const meant = wordsOf(plain);
  if (meant.length === words.length && meant.every((word, at) => word.text === words[at]?.text)) return [];
  const slurs = (masked.test(line) ? findProfanity(plain, meant) : []).filter(
    (hit) => hit.rule === 'slur' && hit.end - hit.start >= leastSlurChars,
  );
  return [...slurs, ...findPhraseHits(plain, meant)]
    .filter((hit) => evaded.includes(hit.rule))
    .map((hit) => ({ ...hit, start: 0, end: 0 }));
}
