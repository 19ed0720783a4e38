/** A stretch of text in UTF-16 units. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Digits with what people put between them: one way to read each text, so that no text makes it try many. */
const digitRun = /(?<![\p{L}\p{N}.,:$€£#/_=-])[+(]?\d(?:[ \t().\-/·]{0,3}\d){6,17}(?![\p{L}\p{N}%€$£_])/gu;
const cue =
  /(?:\b(?:call|text|phone|tel|telephone|cell|mobile|number|whatsapp|whats|zap|sms|nummer|handy|handynummer|telefon|ruf|anruf|numero|número|telefone|celular|liga|ligue|appelle|tél|portable|llama|llamame|teléfono|telefono|movil|móvil|phone no|mobile no|contact)|नंबर|फोन|मोबाइल|कॉल)[^\n\d]{0,24}$/iu;
const cueReach = 40;

const dateLike = /^(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2})(?:[ T]\d{1,2}.*)?$/;
const addressLike = /^\d{1,3}(?:\.\d{1,3}){3}(?!\d)/;
const versionLike = /^\d{1,4}(?:\.\d{1,4}){2,}(?:-\d{1,6})*$/;
const yearsLike = /^(?:(?:1[89]|20)\d\d[ \-/.]*)+$/;
const thousandsLike = /^\d{1,3}(?:[ .,]\d{3})+$/;
const grouped = /^\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}$/;
const indianPlain = /^[6-9]\d{4} ?\d{5}$/;
const frenchPairs = /^0[1-9](?:[ .-]?\d{2}){4}$/;
const brazilian = /^\(?\d{2}\)? ?9?\d{4}[ -]?\d{4}$/;
const spanish = /^[67]\d{2}[ -]\d{2,3}[ -]\d{2,3}(?:[ -]\d{2})?$/;

function isPhone(run: string, before: string): boolean {
  const digits = run.replace(/\D/g, '');
  const international = run.startsWith('+') || (digits.startsWith('00') && digits.length >= 11);
  if (international) return digits.length >= 8 && digits.length <= 15;
  if (dateLike.test(run) || addressLike.test(run) || versionLike.test(run) || yearsLike.test(run))
    return false;
  if (/^(\d)\1+$/.test(digits)) return false;
  if (digits.length >= 7 && digits.length <= 13 && cue.test(before)) return true;
  if (grouped.test(run) || frenchPairs.test(run) || spanish.test(run)) return true;
  if (thousandsLike.test(run)) return false;
  if (/^\(\d{2,5}\)/.test(run)) return digits.length >= 8 && digits.length <= 12;
  if (digits.startsWith('0'))
    return digits.length >= 9 && digits.length <= 13 && /^0\d{2,5}[ /-]?\d/.test(run);
  if (indianPlain.test(run)) return true;
  return /[ -]/.test(run) && brazilian.test(run) && digits.length === 11;
}

const numberWords =
  'zero one two three four five six seven eight nine oh null eins zwei drei vier funf fünf sechs sieben acht neun um dois tres três quatro cinco seis sete oito nove un deux trois quatre cinq sept huit neuf uno dos cuatro siete ocho nueve ek do teen char chaar paanch panch chhe saat aath nau'.split(
    ' ',
  );
const spelled = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:(?:${numberWords.join('|')}|\\d)[ ,.-]{1,2}){7,14}(?:${numberWords.join('|')}|\\d)(?![\\p{L}\\p{N}])`,
  'giu',
);
const counting =
  /one,? two,? three|eins,? zwei,? drei|un,? deux,? trois|uno,? dos,? tres|um,? dois,? tr|1[ ,.-]+2[ ,.-]+3[ ,.-]+4/i;

/** Phone numbers in digits as several countries write them, and spelled out (`zero one seven …`). */
export function findPhones(text: string): Stretch[] {
  const found: Stretch[] = [];
  for (const match of text.matchAll(digitRun)) {
    const before = text.slice(Math.max(0, match.index - cueReach), match.index);
    if (isPhone(match[0].trim(), before))
      found.push({ start: match.index, end: match.index + match[0].length });
  }
  for (const match of text.matchAll(spelled)) {
    if (!counting.test(match[0]) && /\p{L}/u.test(match[0]))
      found.push({ start: match.index, end: match.index + match[0].length });
  }
  return found;
}
