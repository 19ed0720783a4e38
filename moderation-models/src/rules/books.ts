import type { RuleHit, RuleName } from '../types.ts';
import { inOriginal, type Folded } from './fold.ts';
import { quotedStretches } from './mention.ts';
import { findPhrases, phraseBook, type PhraseBook } from './phrases.ts';
import { groupThreatPhrases, hatePhrases, hateSets } from './phrases/hate.ts';
import { invitationPhrases } from './phrases/invitation.ts';
import { selfHarmPhrases } from './phrases/self-harm.ts';
import { sets } from './phrases/sets.ts';
import { sexualPhrases } from './phrases/sexual.ts';
import { spamPhrases } from './phrases/spam.ts';
import { threatPhrases } from './phrases/threat.ts';
import { nothingTaken } from './stretches.ts';
import type { Word } from './words.ts';

/** The phrases of each rule that works by phrases. */
export const books: readonly (readonly [RuleName, PhraseBook])[] = [
  ['threat', phraseBook(threatPhrases + groupThreatPhrases, { ...sets, ...hateSets })],
  ['self_harm', phraseBook(selfHarmPhrases, sets)],
  ['sexual', phraseBook(sexualPhrases, sets)],
  ['spam', phraseBook(spamPhrases, sets)],
  ['invitation', phraseBook(invitationPhrases, sets)],
  ['slur', phraseBook(hatePhrases, { ...sets, ...hateSets })],
];

/** Phrases of all rules, but for those that the line only quotes. */
export function findPhraseHits(folded: Folded, words: readonly Word[]): RuleHit[] {
  const hits: RuleHit[] = [];
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
  return hits;
}
