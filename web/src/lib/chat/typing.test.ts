import { toHex } from '@sotto/protocol';
import { describe, expect, it } from 'vitest';
import { partnerTypingMs } from './incoming.ts';
import { typingPauseMs, typingRefreshMs } from './outgoing.ts';
import { openPair } from './testing/simulated-pair.ts';

describe('typing', () => {
  it('is shown at the other side, told once for many keys, renewed while they come', () => {
    const { a, b, settle, clock } = openPair();
    for (let i = 0; i < 10; i += 1) a.chat.typing();
    expect(a.inFlight.map(toHex)).toEqual(['0401']);
    settle();
    expect(b.snapshot().partnerTyping).toBe(true);
    clock.pass(typingRefreshMs);
    a.chat.typing();
    expect(a.inFlight.map(toHex)).toEqual(['0401']);
  });

  it('ends after a pause, with the message, and by itself where the end is lost', () => {
    const pause = openPair();
    pause.a.chat.typing();
    pause.settle();
    pause.clock.pass(typingPauseMs);
    pause.settle();
    expect(pause.b.snapshot().partnerTyping).toBe(false);

    const message = openPair();
    message.a.chat.typing();
    message.a.chat.send('done');
    message.settle();
    expect(message.b.snapshot().partnerTyping).toBe(false);
    expect(message.a.inFlight).toEqual([]);

    const lost = openPair();
    lost.a.chat.typing();
    lost.settle();
    lost.a.chat.close(false);
    expect(lost.b.snapshot().partnerTyping).toBe(true);
    lost.clock.pass(partnerTypingMs);
    expect(lost.b.snapshot().partnerTyping).toBe(false);
  });
});
