import { expect, test } from 'vitest';

import { lineKey, newConversation, noteLine } from '../decision/conversation.ts';
import { applyRules, type RuleContext } from './index.ts';

const details = (text: string, context: RuleContext) =>
  applyRules(text, context)
    .filter((hit) => hit.rule === 'scripted')
    .map((hit) => hit.detail);
const start: RuleContext = { side: 'receiver', conversation: newConversation(0), atMs: 10_000 };

test('a line that comes a third time from the same side is named as repeated', () => {
  let conversation = newConversation(0);
  const line = 'check out my stream tonight 1';
  for (const text of [line, 'Check out my stream tonight, 2!']) {
    expect(details(text, { ...start, conversation })).toEqual([]);
    conversation = noteLine(conversation, { side: 'receiver', text, atMs: 1_000 });
  }
  expect(details(line, { ...start, conversation })).toEqual(['repeated_line']);
  expect(details(line, { ...start, conversation, side: 'sender' })).toEqual([]);
});

test('short words may come as often as they like', () => {
  let conversation = newConversation(0);
  for (let i = 0; i < 6; i += 1)
    conversation = noteLine(conversation, { side: 'receiver', text: 'lol', atMs: i });
  expect(details('lol', { ...start, conversation })).toEqual([]);
});

test('an opening that earlier chats began with as well is named, a greeting is not', () => {
  const opening = 'hey there, 22 f here and bored at home';
  const openings = new Map([
    [lineKey(opening), 2],
    [lineKey('hi'), 40],
  ]);
  expect(details(opening, { ...start, openings })).toEqual(['repeated_opening']);
  expect(details('hi', { ...start, openings })).toEqual([]);
});

test('a long first line in the first second was not typed', () => {
  const text = 'hello my dear friend, how are you doing on this lovely evening today';
  expect(details(text, { ...start, atMs: 900 })).toEqual(['instant_opening']);
  expect(details(text, { ...start, atMs: 9_000 })).toEqual([]);
});

test.each(['export PATH=${HOME}/bin', 'awk "{print}" file', 'a set like {Types of Files}', '{ aborted }'])(
  'braces around code are no placeholder: %s',
  (text) => {
    expect(details(text, start)).toEqual([]);
  },
);

test('an opening that sells, an open placeholder and a flood of one word are named', () => {
  expect(details('hi, add me on snap', start)).toEqual(['selling_opening']);
  expect(details('hi {name}, nice to meet you', start)).toEqual(['placeholder']);
  expect(details('spam '.repeat(40), start)).toEqual(['flood']);
});
