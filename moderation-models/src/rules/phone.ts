/** A stretch of text in UTF-16 units. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Digits with what people put between them: one way to read each text, so that no text makes it try many. */
const digitRun = /(?<![\p{L}\p{N}.,:$€£#/_=-])[+(]?\d(?:[ \t().\-/·]{0,3}\d){6,17}(?![\p{L}\p{N}%€$£_])/gu;
const cue =
  /(?:\b(?:call|text|phone|tel|telephone|cell|mobile|number|whatsapp|whats|zap|sms|nummer|handy|handynummer|telefon|ruf|anruf|numero|número|telefone|celular|liga|ligue|appelle|tél|portable|llama|llamame|teléfono|telefono|movil|móvil|phone no|mobile no|contact)|नंबर|फोन|मोबाइल|कॉल)[^\n\d]{0,24}$/iu;
const cueAfter =
  /^[^\n\d]{0,8}\b(?:call me|text me|ring me|whatsapp|chama|liga|zap|ruf an|schreib|appelle|llámame|llamame)(?![\p{L}])/iu;
const cueReach = 40;

const dateLike = /^(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2})(?:[ T]\d{1,2}.*)?$/;
const addressLike = /^\d{1,3}(?:\.\d{1,3}){3}(?!\d)/;
const versionLike = /^\d{1,4}(?:\.\d{1,4}){2,}(?:-\d{1,6})*$/;
const yearsLike = /^(?:(?:1[89]|20)\d\d[ \-/.]*)+$/;
const thousandsLike = /^\d{1,3}(?:[ .,]\d{3})+$/;
const grouped = /^(?:1[ .-])?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}$/;
const russian = /^[78] ?\(\d{3}\) ?\d{3}[ -]\d{2}[ -]\d{2}$/;
const italian = /^3\d{2}[ -]\d{6,7}$/;
const oneByOne = /^0(?:([ .-])\d)(?:\1\d){8,11}$/;
const indianPlain = /^[6-9]\d{4} ?\d{5}$/;
const frenchPairs = /^0[1-9](?:[ .-]?\d{2}){4}$/;
const brazilian = /^\(?\d{2}\)? ?9?\d{4}[ -]?\d{4}$/;
const spanish = /^[67]\d{2}[ -]\d{2,3}[ -]\d{2,3}(?:[ -]\d{2})?$/;

function isPhone(run: string, before: string, after: string): boolean {
  const digits = run.replace(/\D/g, '');
  const international = run.startsWith('+') || (digits.startsWith('00') && digits.length >= 11);
  if (international) return digits.length >= 8 && digits.length <= 15;
  if (dateLike.test(run)) return false;
  if (grouped.test(run) || frenchPairs.test(run) || russian.test(run)) return true;
  if (dateLike.test(run) || addressLike.test(run) || versionLike.test(run) || yearsLike.test(run))
    return false;
  if (/^(\d)\1+$/.test(digits)) return false;
  if (digits.length >= 7 && digits.length <= 13 && (cue.test(before) || cueAfter.test(after))) return true;
  if (oneByOne.test(run) && !counts(digits)) return true;
  if (spanish.test(run) || italian.test(run)) return true;
  if (thousandsLike.test(run)) return false;
  if (/^\(\d{2,5}\)/.test(run)) return digits.length >= 8 && digits.length <= 12;
  if (digits.startsWith('0'))
    return digits.length >= 9 && digits.length <= 13 && /^0\d{2,5}[ /-]?\d/.test(run);
  if (indianPlain.test(run)) return true;
  return /[ -]/.test(run) && brazilian.test(run) && digits.length === 11;
}

const numberWords: ReadonlyMap<string, number> = new Map(
  [
    'zero one two three four five six seven eight nine',
    'oh - - - - - - - - -',
    'null eins zwei drei vier fünf sechs sieben acht neun',
    '- - - - - funf - - - -',
    'zero um dois três quatro cinco seis sete oito nove',
    '- uma duas tres - - - - - -',
    'zéro un deux trois quatre cinq six sept huit neuf',
    'cero uno dos tres cuatro cinco seis siete ocho nueve',
    'shunya ek do teen char paanch chhe saat aath nau',
    '- - - - chaar panch - - - -',
  ].flatMap((row) => row.split(' ').map((word, digit): [string, number] => [word, digit])),
);
const numberWord = [...numberWords.keys()].filter((word) => word !== '-').join('|');
const spelled = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:(?:${numberWord}|\\d{1,4})[ ,.-]{1,2}){2,14}(?:${numberWord}|\\d{1,4})(?![\\p{L}\\p{N}])`,
  'giu',
);
const leastWords = 3;
const spelledDigits = { least: 8, most: 13 };

/** Whether the digits do little but count upwards. */
function counts(digits: string): boolean {
  let steps = 0;
  for (let i = 1; i < digits.length; i += 1) if (Number(digits[i]) - Number(digits[i - 1]) === 1) steps += 1;
  return steps >= digits.length - 3;
}

function isSpelledPhone(run: string): boolean {
  const parts = run
    .toLowerCase()
    .split(/[ ,.-]/)
    .filter((part) => part !== '');
  const words = parts.filter((part) => numberWords.has(part)).length;
  const digits = parts.map((part) => String(numberWords.get(part) ?? part)).join('');
  const { least, most } = spelledDigits;
  return (
    words >= leastWords &&
    digits.length >= least &&
    digits.length <= most &&
    !counts(digits) &&
    !/^(\d)\1+$/.test(digits)
  );
}

/** Phone numbers in digits as several countries write them, and spelled out (`zero one seven …`). */
export function findPhones(text: string): Stretch[] {
  const found: Stretch[] = [];
  for (const match of text.matchAll(digitRun)) {
    const before = text.slice(Math.max(0, match.index - cueReach), match.index);
    const end = match.index + match[0].length;
    if (isPhone(match[0].trim(), before, text.slice(end, end + cueReach)))
      found.push({ start: match.index, end });
  }
  for (const match of text.matchAll(spelled)) {
    if (isSpelledPhone(match[0])) found.push({ start: match.index, end: match.index + match[0].length });
  }
  return found;
}
