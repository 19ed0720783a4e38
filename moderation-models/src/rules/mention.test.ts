import { expect, test } from 'vitest';

import { newConversation } from '../decision/conversation.ts';
import { applyRules } from './index.ts';

const found = (text: string) =>
  applyRules(text, { side: 'receiver', conversation: newConversation(0), atMs: 60_000 }).map(
    (hit) => `${hit.rule}.${hit.detail}`,
  );

test.each([
  'he called me a faggot and I cried',
  "don't call people retard",
  'we never called them kikes',
  'the word "chink" is offensive, please stop using it',
  'somebody yelled "nigger" at me on the bus',
  'calling an arab a sandnigger is disgusting',
  'dykes on bikes was the best part of pride',
  'as a fag myself I can say it',
  "I'm a proud dyke",
])('a slur that is spoken of counts as swearing, no more: %s', (text) => {
  expect(found(text)).toEqual(['profanity.slur_mentioned']);
});

test.each([
  'you are a "faggot"',
  'I called you a faggot because you are one',
  'we call them niggers here',
  '"faggot"',
  'shut up faggot',
  'these retards are everywhere',
])('a slur that is used stays one: %s', (text) => {
  expect(found(text)).toContain('slur.slur');
});

test.each([
  '"go back to your country" is what they yelled at my dad',
  'reading "immigrants are vermin" in the paper made me so sad',
  'she got a message with “i will kill you” in it yesterday',
])('what is quoted within a sentence of its own is not said: %s', (text) => {
  expect(found(text)).toEqual([]);
});

test('a line that is quoted as a whole is said', () => {
  expect(found('"I will kill you"')).toContain('threat.kill_you');
  expect(found('ok: "I will kill you"')).toContain('threat.kill_you');
});
