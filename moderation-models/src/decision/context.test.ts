import { expect, test } from 'vitest';

import { linesKept, lineKey, newConversation, noteLine, type Conversation } from './conversation.ts';
import { decide } from './decide.ts';
import { defaultPolicy } from './default-policy.ts';
import type { RuleHit, Side } from '../types.ts';
import { asksToStop } from './stop.ts';

/** Plays a chat; each line is `side text | rule detail`. The verdicts are those of the reader's or writer's device. */
function play(lines: readonly (readonly [Side, string, RuleHit['rule']?, string?])[]) {
  let conversation: Conversation = newConversation(0);
  return lines.map(([side, text, rule, detail = ''], i) => {
    const ruleHits = rule ? [{ rule, detail, start: 0, end: 0 }] : [];
    const modelState = { text: 'ready' } as const;
    const verdict = decide(
      { side, strictness: 'standard', ruleHits, conversation, modelState },
      defaultPolicy,
    );
    conversation = noteLine(conversation, { side, text, atMs: i * 1_000, verdict });
    const patterns = verdict.reasons.flatMap((reason) => (reason.from === 'context' ? [reason.pattern] : []));
    return { action: verdict.action, patterns };
  });
}

test('a flagged line after a plea to stop is one to report', () => {
  const [before, , after] = play([
    ['receiver', 'send me a pic of your boobs', 'sexual', 'asks_pictures'],
    ['sender', 'please stop'],
    ['receiver', 'come on, show me your boobs', 'sexual', 'asks_pictures'],
  ]);
  expect(before).toEqual({ action: 'hide', patterns: [] });
  expect(after).toEqual({ action: 'escalate', patterns: ['after_stop'] });
});

test('a writer who goes on after a plea to stop is held back on their own device', () => {
  const last = play([
    ['receiver', 'leave me alone'],
    ['sender', 'you bitch', 'slur', 'slur'],
  ]).at(-1);
  expect(last).toEqual({ action: 'hold', patterns: ['after_stop'] });
});

test('line upon line after a plea to stop is unwanted contact, until the other answers', () => {
  const plea = ['sender', 'i am not interested'] as const;
  const more = ['receiver', 'hello?'] as const;
  expect(play([plea, more, ['receiver', 'you there?'], ['receiver', 'hey']]).at(-1)).toEqual({
    action: 'warn',
    patterns: ['unwanted_contact'],
  });
  expect(play([plea, more, ['sender', 'ok fine, hi'], ['receiver', 'hey'], more]).at(-1)?.patterns).toEqual(
    [],
  );
});

test('three flagged lines in a short time, or ever graver ones, are one to report', () => {
  const spam = ['receiver', 'earn money', 'spam', 'easy_money'] as const;
  expect(play([spam, ['receiver', 'hi'], spam, spam]).at(-1)).toEqual({
    action: 'escalate',
    patterns: ['repeated'],
  });
  expect(
    play([
      ['receiver', 'add me', 'invitation', 'elsewhere'],
      ['receiver', 'send pic', 'sexual', 'asks_pictures'],
      ['receiver', 'slur', 'slur', 'slur'],
    ]).at(-1)?.patterns,
  ).toEqual(['repeated', 'escalation']);
});

test('warnings about their own phone number never add up against a writer', () => {
  const phone = ['sender', 'call 555-123-4567', 'personal_data', 'phone'] as const;
  expect(play([['receiver', 'stop it'], phone, phone]).at(-1)).toEqual({ action: 'warn', patterns: [] });
});

test('the swear words of a relaxed chat never add up', () => {
  const swear = ['receiver', 'fuck yes', 'profanity', 'swearing'] as const;
  expect(play([swear, swear, swear, swear]).at(-1)).toEqual({ action: 'allow', patterns: [] });
});

test('a conversation remembers a bounded number of lines, and no words beyond a key', () => {
  let conversation = newConversation(0);
  for (let i = 0; i < linesKept + 10; i += 1)
    conversation = noteLine(conversation, { side: 'sender', text: 'x'.repeat(5_000), atMs: i });
  expect(conversation.lines).toHaveLength(linesKept);
  expect(conversation.lines[0]?.atMs).toBe(10);
  expect(JSON.stringify(conversation).length).toBeLessThan(linesKept * 400);
});

test('lines that differ in case, digits and signs share a key', () => {
  expect(lineKey('Héllo, I am 23!!')).toBe(lineKey('hello I am 19'));
});

test.each([
  'leave me alone',
  'please stop',
  'I said no',
  'im not interested',
  'lass mich in Ruhe',
  'me deixa em paz',
  'laisse-moi tranquille',
  'déjame en paz',
  'mujhe mat message karo',
])('%s asks to stop', (text) => expect(asksToStop(text)).toBe(true));

test.each(['hi', 'the bus stop is near', 'I am interested', 'no way, really?', 'it never stops raining'])(
  '%s does not ask to stop',
  (text) => expect(asksToStop(text)).toBe(false),
);
