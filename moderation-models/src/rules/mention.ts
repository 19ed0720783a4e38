import { wordTexts, type Word } from './words.ts';

/*
 * Words that are spoken of, not spoken: quoted, reported ("he called me a …"), named ("the word …"), or said of
 * oneself ("as a … myself", "we …"). Who turns a mention against the reader ("you are a …") doesn't mention.
 */
const reporting = wordTexts(
  'called calls calling call shouted yelled screamed named labelled heißt nannte nannten genannt chamou chamaram chamado appelle traite llamo llamaron',
);
const naming = wordTexts('word words term terms slur slurs saying wort begriff palavra termo mot palabra');
const condemning = wordTexts(
  'slur slurs hurtful offensive racist homophobic transphobic unacceptable disgusting wrong insult ok okay beleidigung ofensivo insulte insulto',
);
const own = wordTexts('we us fellow');
const proud = wordTexts('myself pride proud bikes');
const you = wordTexts('you u youre ur ya yall your du ihr voce vc tu vous');
const speakers = wordTexts('i we ill im ima imma id');
const denying = wordTexts('dont never not wont wouldnt shouldnt didnt stop nobody');
const addressing = wordTexts('youre ur are r bist seid es eres sois');
const reach = 6;

const has = (set: ReadonlySet<string>, words: readonly Word[]) => words.some((word) => set.has(word.text));

/** Whether the word before a quoted one turns it on the reader: `you are a "…"`. */
export const isAddressed = (words: readonly Word[], at: number): boolean =>
  has(addressing, words.slice(Math.max(0, at - 3), at));

/** Whether a hurtful word at this place is mentioned only. Looks at six words to each side. */
export function isMentioned(words: readonly Word[], at: number): boolean {
  const before = words.slice(Math.max(0, at - reach), at);
  const after = words.slice(at + 1, at + 1 + reach);
  const report = before.findLastIndex((word) => reporting.has(word.text));
  if (report >= 0) {
    const speaker = before[report - 1];
    const bySpeaker = speaker !== undefined && speakers.has(speaker.text);
    const between = before.slice(report + 1);
    if (has(you, between)) return false;
    return !bySpeaker || has(denying, before) || between[0]?.text === 'myself';
  }
  if (has(you, before)) return false;
  if (has(naming, before.slice(-2)) || (has(condemning, after.slice(0, 4)) && isTalkedOf(after))) return true;
  const last = before.at(-1);
  if (last !== undefined && own.has(last.text)) return true;
  return before.at(-1)?.text === 'proud' || has(proud, after.slice(0, 2));
}

const links = wordTexts('is are was isnt ist e est es');
const isTalkedOf = (after: readonly Word[]) => after[0] !== undefined && links.has(after[0].text);

const quote = /["“”„«»]/g;
const wordsAround = 3;

/**
 * The stretches between quotation marks of a folded text that stand in a sentence of at least three words more. A line that
 * is quoted as a whole is said, not mentioned.
 */
export function quotedStretches(
  text: string,
  words: readonly Word[],
): readonly { readonly start: number; readonly end: number }[] {
  const marks = [...text.matchAll(quote)].map((match) => match.index);
  const stretches = [];
  for (let i = 0; i + 1 < marks.length; i += 2)
    stretches.push({ start: marks[i] ?? 0, end: (marks[i + 1] ?? 0) + 1 });
  let inside = 0;
  let at = 0;
  for (const word of words) {
    while (at < stretches.length && (stretches[at]?.end ?? 0) <= word.start) at += 1;
    if ((stretches[at]?.start ?? Infinity) <= word.start) inside += 1;
  }
  return words.length - inside >= wordsAround ? stretches : [];
}
