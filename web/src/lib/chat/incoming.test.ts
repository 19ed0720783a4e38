import { limits } from '@sotto/protocol';
import { describe, expect, it } from 'vitest';
import { step } from './chat-machine.ts';
import { newChat, type Chat } from './chat-state.ts';

const open: Chat = { ...newChat(true), channel: 'open', link: 'open' };

describe('a body that was opened', () => {
  it.each([
    ['of one byte', 'a'],
    ['at the limit', 'é'.repeat(limits.maxTextBytes / 2)],
  ])('%s becomes a line', (_what, text) => {
    const { chat, effects } = step(open, { type: 'opened', seq: 1, text }, 0);
    expect(chat.lines).toEqual([{ kind: 'theirs', key: 't1', text, atMs: 0 }]);
    expect(effects).toEqual([]);
  });

  it.each([
    ['empty', ''],
    ['a byte over the limit, as no honest browser sends it', 'a'.repeat(limits.maxTextBytes + 1)],
    ['over the limit in bytes alone', 'é'.repeat(limits.maxTextBytes / 2 + 1)],
  ])('ends the chat where it is %s', (_what, text) => {
    const { chat, effects } = step(open, { type: 'opened', seq: 1, text }, 0);
    expect(chat.lines).toEqual([]);
    expect(effects).toEqual([{ type: 'end', why: 'not-trusted' }]);
  });
});
