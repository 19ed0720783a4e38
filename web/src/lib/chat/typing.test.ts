import { toHex } from '@sotto/protocol';
import { describe, expect, it } from 'vitest';
import { partnerTypingMs } from './incoming.ts';
import { typingPauseMs, typingRefreshMs } from './outgoing.ts';
import { openPair } from './testing/simulated-pair.ts';

describe('typing', () => {
  it('is shown at the other side, told once for many keys, renewed while they come', async () => {
    const { a, b, settle, clock } = await openPair();
    for (let i = 0; i < 10; i += 1) a.chat.typing();
    expect(a.inFlight.map(toHex)).toEqual(['0401']);
    await settle();
    expect(b.snapshot().partnerTyping).toBe(true);
    clock.pass(typingRefreshMs);
    a.chat.typing();
    expect(a.inFlight.map(toHex)).toEqual(['0401']);
  });

  it('ends after a pause, with the message, and by itself where the end is lost', async () => {
    const pause = await openPair();
    pause.a.chat.typing();
    await pause.settle();
    pause.clock.pass(typingPauseMs);
    await pause.settle();
    expect(pause.b.snapshot().partnerTyping).toBe(false);

    const message = await openPair();
    message.a.chat.typing();
    message.a.chat.send('done');
    await message.settle();
    expect(message.b.snapshot().partnerTyping).toBe(false);
    expect(message.a.inFlight).toEqual([]);

    const lost = await openPair();
    lost.a.chat.typing();
    await lost.settle();
    lost.a.chat.close(false);
    expect(lost.b.snapshot().partnerTyping).toBe(true);
    lost.clock.pass(partnerTypingMs);
    expect(lost.b.snapshot().partnerTyping).toBe(false);
  });
});
