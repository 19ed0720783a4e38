import { toHex } from '@sotto/protocol';
import { describe, expect, it } from 'vitest';
import { openPair, simulatedPair } from './testing/simulated-pair.ts';

describe('a chat whose link asks for a word', () => {
  it('acknowledges once more, which changes nothing at the other side', async () => {
    const { a, b, nudge, settle } = await openPair();
    nudge(a);
    expect(a.inFlight.map(toHex)).toEqual(['0300000000']);
    await settle();
    b.chat.send('hello');
    await settle();
    const before = b.snapshot();
    nudge(a);
    expect(a.inFlight.map(toHex)).toEqual(['0300000001']);
    await settle();
    expect(b.snapshot()).toEqual(before);
    expect([...a.ended, ...b.ended]).toEqual([]);
  });

  it('says nothing before the greeting, on a new channel neither', async () => {
    const { a, nudge, open, settle } = simulatedPair();
    for (let channels = 0; channels < 2; channels += 1) {
      open();
      const greeting = a.inFlight.map(toHex);
      nudge(a);
      expect(a.inFlight.map(toHex)).toEqual(greeting);
      await settle();
    }
  });

  it('says one word for all that was asked while its link was full', async () => {
    const { a, nudge, setFull } = await openPair();
    setFull(a, true);
    for (let i = 0; i < 5; i += 1) nudge(a);
    setFull(a, false);
    expect(a.inFlight).toHaveLength(1);
  });
});
