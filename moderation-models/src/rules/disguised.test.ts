import { describe, expect, test } from 'vitest';

import { newConversation } from '../decision/conversation.ts';
import { applyRules } from './index.ts';

const hitsOf = (text: string) =>
  applyRules(text, { side: 'receiver', conversation: newConversation(0), atMs: 60_000 });
const found = (text: string) => hitsOf(text).map((hit) => `${hit.rule}.${hit.detail}`);

describe('what a line means is found behind', () => {
  test.each([
    ['masks', 'i w*ll k*ll y*u', 'threat.kill_you'],
    ['swapped letters', 'i wlil muredr you', 'threat.kill_you'],
    ['gaps', 'i will k i l l you', 'threat.kill_you'],
    ['gaps in every word', 's e n d  n u d e s', 'sexual.asks_pictures'],
    ['letters left out', 'i wll mrder you tonight', 'threat.kill_you'],
    ['a masked slur', 'you fagg.ot', 'slur.slur'],
  ])('%s', (_trick, text, expected) => {
    expect(found(text)).toContain(expected);
  });
});

test('what is found so is about the whole line', () => {
  expect(hitsOf('i w*ll k*ll y*u')).toEqual([{ rule: 'threat', detail: 'kill_you', start: 0, end: 0 }]);
});

test.each([
  'looking forward to working with the NGS people',
  "it is like Kies Air, and St. Tiernan's was up to no good",
  'wie spät ist es denn, und was machst du so?',
  "j'ai vu un film hier soir, c'était pas mal",
  'i lvoe this gmae so mcuh',
  'he was called a f*ggot at school and it hurt',
])('nothing is read into %s', (text) => {
  expect(found(text).filter((hit) => !hit.startsWith('profanity'))).toEqual([]);
});
