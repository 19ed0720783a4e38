import { expect, test } from 'vitest';

import { findPersonalData } from './personal.ts';

const found = (text: string) => findPersonalData(text).map((hit) => hit.detail);

test.each([
  [
    'United States',
    ['(555) 123-4567', '555.123.4567', '1-555-123-4567', '+15551234567', 'my number is 5551234567'],
  ],
  ['United Kingdom', ['07911 123456', '07911123456', '020 7946 0958', '+44 (0)7911 123456']],
  ['Germany', ['0171/1234567', '0171-1234567', '01711234567', '030 12345678', '0049 171 1234567']],
  ['France', ['06.12.34.56.78', '0612345678', '+33 6 12 34 56 78']],
  ['Brazil', ['(11) 91234-5678', '11 91234-5678', '+55 11 91234-5678', '11912345678 me chama']],
  ['Spain', ['612 34 56 78', '+34 612 345 678']],
  ['India', ['98765 43210', '+91-9876543210', '9876543210', '९८७६५ ४३२१०']],
  ['Italy', ['347 123 4567', '333 1234567']],
  ['the Netherlands', ['06-12345678']],
  ['Turkey', ['0532 123 45 67']],
  ['Russia', ['8 (912) 345-67-89', '+7 912 345-67-89']],
  ['Japan', ['090-1234-5678']],
  ['Switzerland and Austria', ['079 123 45 67', '0664 1234567']],
  ['somebody who hides it', ['o7911 123456', '０７９１１ １２３４５６', '0 7 9 1 1 1 2 3 4 5 6']],
  ['words', ['oh seven nine one one, one two three four five six', 'seven one seven 555 0199']],
])('phone numbers as written in %s are found', (_country, numbers) => {
  for (const number of numbers) expect([number, found(number)]).toEqual([number, ['phone']]);
});

test.each([
  ['mail', ['anna(at)web.de', 'anna [at] gmail [dot] com', 'anna@gmail,com', 'anna arroba gmail punto com']],
  ['handle', ['@anna_b99', 'insta: anna.b', 'ig anna_b99', 'sc: mike.d33', 'wolf#1234', 'kik: bigdave77']],
  ['address', ['221b Baker St', "45 King's Road", '500 W 5th St', 'Hauptstr. 12', 'Rua das Flores, 123']],
  [
    'address',
    ['10 rue de la Paix', 'Calle de Alcalá, 20', 'Via Roma 12', 'ul. Marszałkowska 10', 'SW1A 1AA'],
  ],
  ['card', ['4111-1111-1111-1111', '4111111111111111', '3782 822463 10005', '5555 5555 5555 4444']],
  [
    'bank_account',
    ['DE89 3704 0044 0532 0130 00', 'de89370400440532013000', 'FR14 2004 1010 0505 0001 3M02 606'],
  ],
])('%s: its forms are found', (detail, texts) => {
  for (const text of texts) expect([text, found(text)]).toEqual([text, [detail]]);
});

test('cards and accounts whose check digits are wrong are none', () => {
  expect(found('1234 5678 9012 3456')).toEqual([]);
  expect(found('3782 822463 10006')).toEqual([]);
  expect(found('DE12 3704 0044 0532 0130 00')).toEqual([]);
});

test.each([
  ...['10:30-11:30', '2024-05-17', '12/12/2012 12:12', '2019-2021', '1990 2000 2010 2020'],
  ...['1 000 000', '1.299,00', '2 000 000 people', '100 200 300 400', '500 000 000', '3.14159265'],
  ...['192.168.0.1', 'v1.2.3', '978-3-16-148410-0', '52.5200, 13.4050', '1920x1080', 'GTX 1080 2080 3080'],
  ...['1-2-3-4-5-6-7', '4 8 15 16 23 42', 'score 12-10 11-9 8-11', 'i scored 98765 points, you 43210'],
  ...['550e8400-e29b-41d4-a716-446655440000', 'order #12345678', 'issue #1234', 'issue#1234', 'c#1'],
  ...['I walked 12 miles on the road', '5 minutes down the road', 'the road is 12 km long', '2 for 1 drive'],
  ...['meet @ noon', 'insta is down', 'snap: it broke', 'discord: best app ever', 'ig i should go', 'weg 5'],
  ...[
    'build schools...maybe',
    'tgm4883: hello',
    'one two three four five six seven eight',
    '10/10 would buy again',
  ],
])('%s is no personal data', (text) => {
  expect(found(text)).toEqual([]);
});

test('a hit stands where the writer wrote it, also with digits of another script', () => {
  const text = 'मेरा नंबर ९८७६५ ४३२१० है';
  const [hit] = findPersonalData(text);
  expect(text.slice(hit?.start, hit?.end)).toBe('९८७६५ ४३२१०');
});
