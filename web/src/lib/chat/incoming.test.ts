import { limits, manifestOf } from '@sotto/protocol';
import { describe, expect, it } from 'vitest';
import { step } from './chat-machine.ts';
import { newChat, type Chat } from './chat-state.ts';

const open: Chat = { ...newChat(true, 'answerer'), channel: 'open', link: 'open' };

describe('a body that was opened', () => {
  it.each([
    ['of one byte', 'a'],
    ['at the limit', 'é'.repeat(limits.maxTextBytes / 2)],
  ])('%s becomes a line', (_what, text) => {
    const { chat, effects } = step(open, { type: 'opened', seq: 1, content: { type: 'text', text } }, 0);
    expect(chat.lines).toEqual([{ kind: 'theirs', key: 't1', text, atMs: 0 }]);
    expect(effects).toEqual([]);
  });

  it('becomes a line with a picture to come where it announces one', () => {
    const manifest = manifestOf('image/png', Uint8Array.of(1));
    const { chat } = step(open, { type: 'opened', seq: 1, content: { type: 'file', manifest } }, 0);
    const picture = { state: 'receiving', type: 'image/png', sizeBytes: 1, doneBytes: 0 };
    expect(chat.lines).toEqual([{ kind: 'theirs', key: 't1', text: '', atMs: 0, picture }]);
  });

  it('ends the chat where it was altered', () => {
    const { chat, effects } = step(open, { type: 'opened', seq: 1, content: undefined }, 0);
    expect(chat.lines).toEqual([]);
    expect(effects).toEqual([{ type: 'end', why: 'not-trusted' }]);
  });
});

describe('a partner who never stops', () => {
  it.each([
    [
      'messages',
      {
        type: 'envelope',
        header: { kind: 1, epoch: 0, seq: 1, ackSeq: 0, atMs: 0 },
        sealed: new Uint8Array(16),
      },
    ],
    ['signs of typing', { type: 'typing', on: true }],
    ['acknowledgements', { type: 'ack', ackSeq: 0 }],
  ] as const)('with %s is cut off, and with so many in a moment only', (_what, frame) => {
    const after = (count: number, everyMs: number): Chat => {
      let chat: Chat = { ...open, received: 1 };
      for (let i = 0; i < count; i += 1) chat = step(chat, { type: 'frame', frame }, i * everyMs).chat;
      return chat;
    };
    expect(after(2_000, 0).channel).toBe('over');
    expect(after(2_000, 1_000).channel).toBe('open');
  });

  it('is told apart from one who left', () => {
    const typing = { type: 'frame', frame: { type: 'typing', on: true } } as const;
    const full: Chat = { ...open, flood: { ...open.flood, sign: 1_500 } };
    expect(step(full, typing, 0).effects).toEqual([{ type: 'end', why: 'flooded' }]);
  });
});
