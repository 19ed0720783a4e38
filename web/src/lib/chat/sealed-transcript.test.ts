import { describe, expect, it } from 'vitest';
import { refreshAfterMessages, refreshAfterMs } from './refresh.ts';
import { openPair, type Side } from './testing/simulated-pair.ts';

const envelope = 2;

/** Epochs of the envelopes that are on their way from a side. */
function epochsInFlight({ inFlight }: Side): number[] {
  return inFlight
    .filter((frame) => frame[0] === envelope)
    .map((frame) => ((frame[2] ?? 0) << 8) | (frame[3] ?? 0));
}

describe('the keys of a chat', () => {
  it('are fresh after so many messages, whoever wrote them, and nobody sees it', async () => {
    const pair = await openPair();
    const { a, b } = pair;
    for (let i = 0; i < refreshAfterMessages; i += 1) {
      (i % 3 === 0 ? a : b).chat.send(`${i}`);
      await pair.settle();
    }
    await pair.settle();
    a.chat.send('under new keys');
    b.chat.send('here too');
    await pair.rest();
    expect([epochsInFlight(a), epochsInFlight(b)]).toEqual([[1], [1]]);
    await pair.settle();
    expect(a.theirs().at(-1)).toBe('here too');
    expect(b.theirs().at(-1)).toBe('under new keys');
    expect(a.mine().length + b.mine().length).toBe(refreshAfterMessages + 2);
    expect([...a.ended, ...b.ended]).toEqual([]);
  });

  it('are fresh with the first message after a while', async () => {
    const pair = await openPair();
    pair.a.chat.send('hello');
    await pair.settle();
    pair.clock.pass(refreshAfterMs);
    pair.b.chat.send('are you there?');
    await pair.settle();
    pair.b.chat.send('under new keys');
    await pair.rest();
    expect(epochsInFlight(pair.b)).toEqual([1]);
  });

  it('are agreed on anew again and again, also where the channel is lost amid it', async () => {
    const pair = await openPair();
    for (let i = 0; i < 4 * refreshAfterMessages; i += 1) {
      (i % 2 === 0 ? pair.a : pair.b).chat.send(`${i}`);
      if (i % 7 === 0) await pair.deliver(pair.a);
      if (i % 31 === 0) pair.open();
      if (i % 5 === 0) await pair.settle();
    }
    await pair.settle();
    pair.a.chat.send('last');
    await pair.rest();
    expect(epochsInFlight(pair.a)[0]).toBeGreaterThanOrEqual(3);
    await pair.settle();
    expect(pair.b.theirs()).toHaveLength(2 * refreshAfterMessages + 1);
    expect([...pair.a.ended, ...pair.b.ended]).toEqual([]);
  });
});

describe('a message', () => {
  it('is read before what came after it, the end of the link too', async () => {
    const pair = await openPair();
    pair.a.chat.send('last words');
    await pair.rest();
    pair.a.chat.close(true);
    const message = pair.deliver(pair.a);
    const goodbye = pair.deliver(pair.a);
    pair.closeLink(pair.b, 'there');
    await Promise.all([message, goodbye]);
    expect(pair.b.theirs()).toEqual(['last words']);
    expect(pair.b.ended).toEqual(['partner-left']);
  });
});
