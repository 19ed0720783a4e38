import type { RuleHit } from '../types.ts';
import type { Word } from './words.ts';

const promises = new Set(
  `urgent winner won win prize award awarded claim free freemsg cash bonus voucher reward selected ringtone ringtones offer offers
  guaranteed discount sale unlimited deal deals promo jackpot lottery giveaway exclusive complimentary subscription subscribed
  loyalty redeem unredeemed credit profit profits invest investment crypto bitcoin forex followers cheap viagra casino betting
  gewinn gewonnen gratis kostenlos gutschein rabatt gewinnspiel premio ganhou gratis oferta desconto sorteio promocao gagne
  gagnez gratuit offre cadeau remise ganaste ganado sorteo descuento gratuito muft inaam lottery paisa kamao`
    .split(/\s+/)
    .filter((word) => word !== ''),
);
const calls = new Set(
  `call txt text reply click visit order ring dial subscribe unsubscribe optout register collect apply download join whatsapp
  anrufen klick klicken bestellen clique clica acesse ligue cliquez appelez haz clic llama dm inbox`.split(
    /\s+/,
  ),
);
/** `text WIN to 80888`, `reply STOP`, a price per minute: what only advertising by message has. */
const shortCode =
  /\b(?:te?xt|txt|send|reply|sms)\b[^\n]{0,30}\b(?:to|2)\s?\d{4,6}\b|\b(?:reply|send|txt) (?:stop|end|yes)\b/i;
const perMinute = /\d ?(?:p|ppm|pence|cts?)(?:\/| per ?)(?:min|msg|wk)|\d{2,3}ppm\b|\bt&c/i;
const money = /[£$€₹]\s?\d|\d\s?(?:£|\$|€|usd|eur|gbp|reais|euros?|dollars?|rupees)\b/i;
const promisesNeeded = 2;

/** Advertising by its mixture: promises together with a call to act and a way to pay, write or phone. */
export function findAdverts(text: string, words: readonly Word[], hasContact: boolean): RuleHit[] {
  const promised = new Set(words.map((word) => word.text).filter((word) => promises.has(word))).size;
  const called = words.some((word) => calls.has(word.text));
  const billed = shortCode.test(text) || perMinute.test(text);
  const paid = money.test(text);
  const advert =
    (billed && (promised > 0 || called)) ||
    (called && hasContact && promised + Number(paid) >= promisesNeeded) ||
    (called && paid && promised > promisesNeeded);
  return advert ? [{ rule: 'spam', detail: 'advert', start: 0, end: 0 }] : [];
}
