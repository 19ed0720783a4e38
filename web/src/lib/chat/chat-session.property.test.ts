import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyMove, play } from './testing/moves.ts';
import { openPair, simulatedPair, type Side } from './testing/simulated-pair.ts';

/** What has arrived is a beginning of what was written, and nothing counts as delivered that has not arrived. */
function expectHonest(writer: Side, reader: Side): void {
  const written = writer.mine();
  const read = reader.theirs();
  expect(read).toEqual(written.slice(0, read.length).map(({ text }) => text));
  const arrived = written.filter(({ status }) => status !== 'sending').length;
  expect(arrived).toBeLessThanOrEqual(read.length);
  expect(written.slice(0, arrived).every(({ status }) => status !== 'sending')).toBe(true);
}

describe('two chats over a link that loses, repeats, stalls and comes back', () => {
  it('read each message once and in order, and in the end know that', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyMove, { maxLength: 80 }), fc.boolean(), async (given, greetedBefore) => {
        const pair = greetedBefore ? await openPair() : simulatedPair();
        const { a, b } = pair;
        for (const [count, move] of given.entries()) {
          await play(pair, move, count);
          expectHonest(a, b);
          expectHonest(b, a);
        }
        // The last channel loses nothing any more.
        if (!greetedBefore && !given.some(({ what }) => what === 'fresh channel')) pair.open();
        pair.setFull(a, false);
        pair.setFull(b, false);
        await pair.settle();
        a.chat.seen();
        b.chat.seen();
        await pair.settle();
        expect([...a.ended, ...b.ended]).toEqual([]);
        expect(b.theirs()).toEqual(a.mine().map(({ text }) => text));
        expect(a.theirs()).toEqual(b.mine().map(({ text }) => text));
        expect([...a.mine(), ...b.mine()].filter(({ status }) => status !== 'read')).toEqual([]);
      }),
      { numRuns: 150 },
    );
  }, 30_000);

  it('send a message again with the very same bytes', async () => {
    const pair = simulatedPair();
    pair.open();
    await pair.settle();
    pair.a.chat.send('twice on the way');
    await pair.rest();
    const first = pair.a.inFlight.map((frame) => frame.slice());
    pair.open();
    await pair.deliver(pair.b);
    // After the hello and the first frame of the safety code's exchange.
    expect(pair.a.inFlight.slice(2)).toEqual(first);
    expect(first).toHaveLength(1);
  });
});

describe('a chat whose partner sends whatever bytes', () => {
  it('never throws, shows nothing that was not sealed for it, and closes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(10), fc.uint8Array({ maxLength: 60 })), { minLength: 1, maxLength: 8 }),
        fc.boolean(),
        async (frames, afterHello) => {
          const pair = simulatedPair();
          pair.open();
          if (afterHello) await pair.settle();
          pair.a.inFlight.length = 0;
          for (const [type, rest] of frames) {
            pair.a.inFlight.push(Uint8Array.of(type, ...rest));
            await pair.deliver(pair.a);
          }
          expect(pair.b.theirs()).toEqual([]);
          expect(pair.b.ended.length).toBeLessThanOrEqual(1);
          if (!afterHello) expect(pair.b.ended).toEqual(['not-trusted']);
        },
      ),
      { numRuns: 150 },
    );
  }, 30_000);
});
