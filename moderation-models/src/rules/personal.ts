import type { RuleHit } from '../types.ts';
import { findHandles } from './handles.ts';
import { findPhones } from './phone.ts';
import { plainDigits } from './digits.ts';
import { isIban } from './iban.ts';
import { nothingTaken } from './stretches.ts';

const mail = /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,4}\p{L}{2,24}/gu;
/** `anna at gmail dot com`, `anna (at) web.de`. */
const spelledMail =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{2,64}[ ]?(?:\(at\)|\[at\]| at |@| arroba | arobase | ät )[ ]?(?:(?:gmail|g mail|hotmail|outlook|yahoo|icloud|proton|protonmail|gmx|web|live|aol|mail|uol|bol|orange|free|rediffmail)(?:[ ]?(?:\(dot\)|\[dot\]| dot | punkt | ponto | point | punto |\.|,)[ ]?)(?:com|de|net|org|me|fr|br|pt|es|in|co))/giu;
const handle = /(?<![\p{L}\p{N}._%+@/-])@(?!user\b)[a-z][a-z0-9._]{3,30}(?![\p{L}\p{N}@])/giu;
const iban = /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?(?![\p{L}\p{N}])/giu;
const amex = /(?<![\p{L}\p{N}.,-])3[47]\d{2}([ -]?)\d{6}\1\d{5}(?![\p{L}\p{N}])/gu;
const card = /(?<![\p{L}\p{N}.,-])\d{4}([ -]?)\d{4}\1\d{4}\1\d{4}(?![\p{L}\p{N}])/gu;

/** Streets: English number first, German name first, Romance and Polish kind first, Hindi by its words; British postcodes. */
const streets: readonly RegExp[] = [
  /(?<![\p{L}\p{N}.,])\d{1,5}[a-d]? (?:(?:north|south|east|west|n|s|e|w)\.? )?(?!(?:[a-z]{1,20} ){0,3}(?:on|the|of|to|in|by|a|and|hours?|miles?|gi?[gb]|mb|tb|usb|sata|wheel|years?|yrs|minutes?|person|down|hard|per|disk|flash|or|for|with) )(?:(?:[a-z]{2,20}(?:['’]s)?|\d{1,3}(?:st|nd|rd|th)) ){1,3}(?:street|st|avenue|ave|road|rd|boulevard|blvd|lane|ln|drive|square|crescent|terrace)(?![\p{L}\p{N}])/giu,
  /(?<![\p{L}\p{N}])(?:[a-zäöüß-]{2,30}(?:stra(?:ß|ss)e|str\.|weg|allee|platz|gasse|damm)) ?\d{1,4}[a-z]?(?![\p{L}\p{N}%])/giu,
  /(?<![\p{L}\p{N}])(?:rua|avenida|av\.|travessa|alameda|calle|carrera|plaza|paseo) (?:[\p{L}.]{1,20} ){0,4}[\p{L}.]{1,20},? ?(?:n[ºo°.]? ?)?\d{1,5}(?![\p{L}\p{N}%:])/giu,
  /(?<![\p{L}\p{N}])\d{1,4}(?: bis| ter)?,? (?:rue|avenue|boulevard|impasse|chemin|allée|quai) (?:(?:de|du|des|la|le|l'|d') ?){0,2}[\p{L}-]{2,30}/giu,
  /(?<![\p{L}\p{N}])(?:Via|Viale|Corso|Piazza|ul\.|Ulica|Aleja) \p{Lu}\p{L}{2,20}(?: \p{L}{2,20}){0,2},? \d{1,4}(?![\p{L}\p{N}%:])/gu,
  /(?<![\p{L}\p{N}])[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}(?![\p{L}\p{N}])/gu,
  /(?<![\p{L}\p{N}])(?:house|flat|plot|makan|h)\.? ?(?:no|number|nr)\.? ?\d{1,5}[a-z]?,? (?:[\p{L}]{2,20},? ){0,4}(?:nagar|colony|road|marg|sector|gali|street|chowk|vihar|enclave)(?![\p{L}])/giu,
];

/** Luhn's check digit, as on payment cards. */
function isCard(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0 && !/^(\d)\1+$/.test(digits);
}

/** What tells a stranger who or where the writer is: mail, phone, handle, street, bank account, payment card. */
export function findPersonalData(original: string): RuleHit[] {
  const text = plainDigits(original);
  const hits: RuleHit[] = [];
  const taken = nothingTaken(text.length);
  const add = (detail: string, start: number, length: number) => {
    const end = start + length;
    if (taken.overlaps(start, end)) return;
    taken.take(start, end);
    hits.push({ rule: 'personal_data', detail, start, end });
  };
  const all = (detail: string, pattern: RegExp, holds: (found: string) => boolean = () => true) => {
    for (const match of text.matchAll(pattern))
      if (holds(match[0])) add(detail, match.index, match[0].length);
  };
  const hasDigits = /\d/.test(text);
  if (text.includes('@') || /\b(?:at|arroba|arobase)\b| ät /i.test(text)) {
    all('mail', mail);
    all('mail', spelledMail);
    all('handle', handle);
  }
  if (hasDigits) {
    all('bank_account', iban, isIban);
    for (const pattern of [card, amex]) all('card', pattern, (found) => isCard(found.replace(/\D/g, '')));
    for (const street of streets) all('address', street);
  }
  for (const handle of findHandles(text)) add('handle', handle.start, handle.end - handle.start);
  for (const phone of findPhones(text)) add('phone', phone.start, phone.end - phone.start);
  return hits;
}
