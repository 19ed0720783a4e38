import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { newConversation } from '../decision/conversation.ts';
import { applyRules, type RuleContext } from './index.ts';

const context: RuleContext = { side: 'receiver', conversation: newConversation(0), atMs: 60_000 };
const found = (text: string) => [
  ...new Set(applyRules(text, context).map((hit) => `${hit.rule}.${hit.detail}`)),
];

describe('in English', () => {
  test.each([
    ['you fucking idiot', 'profanity.swearing'],
    ['what a b1tch', 'profanity.swearing'],
    ['fuuuuck off', 'profanity.swearing'],
    ['sh*t happens', 'profanity.swearing'],
    ['f u c k you', 'profanity.swearing'],
    ['shut up f4ggot', 'slur.slur'],
    ['you f\u200bag\u200bgot', 'slur.slur'],
    ['get out, nіgger', 'slur.slur'],
    ['filthy jews', 'slur.group_abuse'],
    ['I’ll kill you', 'threat.kill_you'],
    ['im gonna stab u tonight', 'threat.kill_you'],
    ['I will beat you up', 'threat.hurt_you'],
    ['k i l l  yourself', 'threat.told_to_die'],
    ['kys', 'threat.told_to_die'],
    ['i know where you live', 'threat.find_you'],
    ['pay or i will send your nudes to your family', 'threat.blackmail'],
    ['kill all muslims', 'threat.group_violence'],
    ['I want to die', 'self_harm.wants_to_die'],
    ["don't want to live anymore", 'self_harm.wants_to_die'],
    ['thinking about suicide', 'self_harm.suicide'],
    ['i cut my wrists last night', 'self_harm.self_injury'],
    ['send nudes', 'sexual.asks_pictures'],
    ['show me your boobs', 'sexual.asks_pictures'],
    ['are you horny?', 'sexual.asks_sex'],
    ['trading cp links', 'sexual.minor'],
    ['add me on snap', 'invitation.elsewhere'],
    ['my snap is lil_anna99', 'invitation.elsewhere'],
    ["let's move to telegram", 'invitation.elsewhere'],
    ['earn $500 a day from home', 'spam.easy_money'],
    ['text WIN to 80888 to claim your free prize', 'spam.advert'],
    ['click here to claim your reward', 'spam.click_here'],
    ['see https://example.org/a?b=c', 'link.link'],
    ['go to example.com now', 'link.link'],
    ['bit.ly/2abcd', 'link.hidden_target'],
    ['write to anna.b@example.org', 'personal_data.mail'],
    ['anna.b at gmail dot com', 'personal_data.mail'],
    ['call 555-123-4567', 'personal_data.phone'],
    ['+44 7911 123456', 'personal_data.phone'],
    ['zero one seven one five five five eight two', 'personal_data.phone'],
    ['it is @annab_99', 'personal_data.handle'],
    ['I live at 12 Baker Street', 'personal_data.address'],
    ['GB82 WEST 1234 5698 7654 32', 'personal_data.bank_account'],
    ['4111 1111 1111 1111', 'personal_data.card'],
  ])('%s fires %s', (text, expected) => {
    expect(found(text)).toContain(expected);
  });
});

describe('in other languages', () => {
  test.each([
    ['du hurensohn', 'profanity.swearing'],
    ['ich bringe dich um', 'threat.kill_you'],
    ['Ich möchte nicht mehr leben', 'self_harm.wants_to_die'],
    ['schreib mir auf whatsapp', 'invitation.elsewhere'],
    ['Hauptstraße 12', 'personal_data.address'],
    ['0171 1234567', 'personal_data.phone'],
    ['vou te matar', 'threat.kill_you'],
    ['não quero mais viver', 'self_harm.wants_to_die'],
    ['me chama no whats', 'invitation.elsewhere'],
    ['manda nudes', 'sexual.asks_pictures'],
    ['seu viado', 'slur.slur'],
    ['je vais te tuer', 'threat.kill_you'],
    ["j'ai envie de mourir", 'self_harm.wants_to_die'],
    ['ajoute-moi sur insta', 'invitation.elsewhere'],
    ['06 12 34 56 78', 'personal_data.phone'],
    ['sale arabe', 'slur.group_abuse'],
    ['te voy a matar', 'threat.kill_you'],
    ['quiero morir', 'self_harm.wants_to_die'],
    ['agrégame al whatsapp', 'invitation.elsewhere'],
    ['eres un maricón', 'slur.slur'],
    ['main tujhe maar dalunga', 'threat.kill_you'],
    ['mujhe marna hai', 'self_harm.wants_to_die'],
    ['mujhe insta pe add karo', 'invitation.elsewhere'],
    ['tu chutiya hai', 'profanity.swearing'],
    ['तू चूतिया है', 'profanity.swearing'],
    ['मैं मरना चाहता हूँ', 'self_harm.wants_to_die'],
    ['मुझे इंस्टा पर जोड़ो', 'invitation.elsewhere'],
    ['98765 43210', 'personal_data.phone'],
  ])('%s fires %s', (text, expected) => {
    expect(found(text)).toContain(expected);
  });
});

test.each([
  'I could kill for a pizza',
  'that exam killed me',
  'my mum will kill me if I am late',
  "I'm dying laughing",
  'meet me at 10:30',
  'see you on 2024-05-17 or 17.05.2024',
  'it cost $1,200.50 and 3 500 000 people live there',
  'in 1989, 1990 and 1991 I lived in Scunthorpe',
  'the classic bass assessment in Essex',
  'my cat is a Maine coon',
  'there is a chink in his armour',
  'I will never kill you, promise',
  "please don't kill yourself",
  'do you use snap a lot?',
  'I read it in main.py and index.js, e.g. there',
  'version 2.6.15-23 on 192.168.0.1',
  'do you like hiking or cooking?',
  'I want to be a vet',
  'the best way to go is by train',
  'we had a 15 hour drive and 4 wheel drive',
  'how do I kill a process in linux?',
  'I shot some photos of the school',
  'Montenegro and the Rio Negro are beautiful',
  'wie geht es dir, ich komme aus Köln',
  'adoro cozinhar e tocar violão',
  "j'aime les bites de code ouvertes".replace('bites', 'lignes'),
  'me gusta el color negro',
  'mujhe chai pasand hai',
  'मुझे चाय पसंद है',
  'one two three four five six seven eight',
  'hahahahahahahahahaha ha ha ha ha ha',
])('everyday talk meets no rule: %s', (text) => {
  expect(applyRules(text, context)).toEqual([]);
});

test('a hit says where it stands in the text as it was written', () => {
  const text = '😀 ’ok’ f\u200bu\u200bc\u200bk and mail ann@example.org';
  const parts = applyRules(text, context).map((hit) => [hit.rule, text.slice(hit.start, hit.end)]);
  expect(parts).toEqual([
    ['profanity', 'f\u200bu\u200bc\u200bk'],
    ['personal_data', 'ann@example.org'],
  ]);
});

test('any text gives hits within its bounds, and the same ones again', () => {
  const words = [
    'kill',
    'you',
    'i',
    'will',
    '@',
    '12',
    '+49',
    'fuck',
    'www.',
    'a.b',
    ' ',
    '\u200b',
    '😀',
    'é',
    '.',
    '0',
  ];
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.array(fc.constantFrom(...words), { maxLength: 60 }).map((list) => list.join(' ')),
    fc.array(fc.constantFrom(...words), { maxLength: 60 }).map((list) => list.join('')),
  );
  fc.assert(
    fc.property(text, (line) => {
      const hits = applyRules(line, context);
      expect(applyRules(line, context)).toEqual(hits);
      for (const hit of hits) {
        expect(hit.start).toBeGreaterThanOrEqual(0);
        expect(hit.end).toBeLessThanOrEqual(line.length);
        expect(hit.end > hit.start || (hit.start === 0 && hit.end === 0)).toBe(true);
      }
    }),
    { numRuns: 400 },
  );
}, 60_000);
