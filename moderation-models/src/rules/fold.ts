/** A text in the plain form that the rules match on, with the way back to the text as it was written. */
export interface Folded {
  readonly text: string;
  /** For each UTF-16 unit of `text`, where the sign that it came from begins and ends in the original. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** The stretch of the original behind a stretch of the folded text that is not empty. */
export function inOriginal(folded: Folded, start: number, end: number): { start: number; end: number } {
  return { start: folded.starts[start] ?? 0, end: folded.ends[end - 1] ?? 0 };
}

const twins = new Map(
  Object.entries({
    ...{ а: 'a', е: 'e', о: 'o', р: 'p', с: 'c', у: 'y', х: 'x', і: 'i', ѕ: 's', ј: 'j', һ: 'h', к: 'k' },
    ...{ м: 'm', т: 't', н: 'h', в: 'b', ԁ: 'd', ɡ: 'g', ո: 'n', ս: 'u', ν: 'v', υ: 'u', ω: 'w' },
    ...{ α: 'a', ε: 'e', ι: 'i', κ: 'k', ο: 'o', ρ: 'p', τ: 't', η: 'n', χ: 'x', γ: 'y', β: 'b' },
    ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ı: 'i', ł: 'l', đ: 'd', ʃ: 's' },
  }),
);
const apostrophes = /['’‘ʼ`´]/;
const invisible = /\p{Cf}|\p{Variation_Selector}|[\u115f\u1160\u3164]/u;
const accents = /[\u0300-\u036f\u0488\u0489]/g;

/** One character outside of plain ASCII; what has no plainer form stays. */
function foldRare(sign: string): string {
  if (apostrophes.test(sign) || invisible.test(sign)) return '';
  const lower = sign.normalize('NFKD').replace(accents, '').toLowerCase();
  let plain = '';
  for (const part of lower) plain += twins.get(part) ?? part;
  return plain;
}

const rare = new Map<string, string>();
const rareKept = 4096;

/**
 * Folds case, accents, compatibility forms, letters that look Latin, apostrophes and what is invisible. Linear in
 * the text. Marks of scripts like Devanagari stay, for they carry the vowels.
 */
export function fold(text: string): Folded {
  const parts: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const sign of text) {
    const code = sign.charCodeAt(0);
    let plain: string;
    if (code < 128) plain = code === 39 || code === 96 ? '' : sign.toLowerCase();
    else {
      const known = rare.get(sign);
      plain = known ?? foldRare(sign);
      if (known === undefined && rare.size < rareKept) rare.set(sign, plain);
    }
    if (plain !== '') {
      parts.push(plain);
      for (let i = 0; i < plain.length; i += 1) {
        starts.push(at);
        ends.push(at + sign.length);
      }
    }
    at += sign.length;
  }
  return { text: parts.join(''), starts, ends };
}

/** The plain form alone, for the patterns and word lists that are held against folded text. */
export const foldWord = (word: string): string => fold(word).text;
