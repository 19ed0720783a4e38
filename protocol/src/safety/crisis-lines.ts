/** Where somebody in a crisis is listened to, at any hour unless it says otherwise. */
export interface CrisisLine {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** In the words by which it is known there. */
  readonly name: string;
  readonly call: string;
  readonly also?: string;
}

/** A directory of lines in other countries. Named, not linked: a chat leads nowhere. */
export const findMore = 'findahelpline.com';

/** By the name of the country. A number that has changed helps nobody: look them over with each release. */
export const crisisLines: readonly CrisisLine[] = [
  { country: 'AU', name: 'Lifeline', call: '13 11 14', also: 'text 0477 13 11 14' },
  { country: 'AT', name: 'TelefonSeelsorge', call: '142' },
  {
    country: 'BE',
    name: 'Zelfmoordlijn 1813',
    call: '1813',
    also: 'Centre de prévention du suicide 0800 32 123',
  },
  { country: 'BR', name: 'CVV', call: '188' },
  { country: 'CA', name: 'Suicide Crisis Helpline', call: '988', also: 'text 988' },
  { country: 'FR', name: 'Numéro national de prévention du suicide', call: '3114' },
  { country: 'DE', name: 'TelefonSeelsorge', call: '0800 111 0 111', also: '0800 111 0 222' },
  { country: 'IN', name: 'Tele-MANAS', call: '14416' },
  { country: 'IE', name: 'Samaritans', call: '116 123' },
  { country: 'NL', name: '113 Zelfmoordpreventie', call: '113', also: '0800 0113' },
  { country: 'NZ', name: 'Need to Talk?', call: '1737', also: 'text 1737' },
  { country: 'ES', name: 'Línea 024', call: '024' },
  { country: 'CH', name: 'Die Dargebotene Hand', call: '143' },
  { country: 'GB', name: 'Samaritans', call: '116 123' },
  { country: 'US', name: '988 Suicide & Crisis Lifeline', call: '988', also: 'text 988' },
];
