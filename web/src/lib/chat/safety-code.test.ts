import { encodeLinkFrame, toHex, type Bytes } from '@sotto/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyMove, play } from './testing/moves.ts';
import { openPair, simulatedPair, type Side, type SimulatedPair } from './testing/simulated-pair.ts';

const type = { hello: 1, envelope: 2, commit: 7, nonce: 8, reveal: 9 };

/** A pair that has greeted, and of whose exchange nothing has arrived; the initiator's commitment is on its way. */
async function greetedPair(options?: { readonly match: number }): Promise<SimulatedPair> {
  const pair = simulatedPair(options);
  pair.open();
  await pair.deliver(pair.b);
  await pair.deliver(pair.a);
  return pair;
}

function codesOf({ a, b }: SimulatedPair) {
  return Promise.all([a.chat.safetyCode(), b.chat.safetyCode()]);
}

/** The next frame on its way from a side, which has to be of that type. */
function intercepted(from: Side, expected: number): Bytes {
  const frame = from.inFlight.shift();
  if (frame?.[0] !== expected) throw new Error(`in flight: ${frame?.[0]}`);
  return frame;
}

/** Whether a promise is still open after all that is due now. */
async function isPending(promise: Promise<unknown>): Promise<boolean> {
  const open = Symbol('open');
  const winner = await Promise.race([promise, new Promise((resolve) => setTimeout(resolve, 0, open))]);
  return winner === open;
}

describe('the safety code of a chat', () => {
  it('is the same eight symbols on both sides', async () => {
    const [ofA, ofB] = await codesOf(await openPair());
    expect(ofA).toHaveLength(8);
    expect(ofB).toEqual(ofA);
  });

  it('differs between two matches of the same keys', async () => {
    const [first] = await codesOf(await openPair());
    const [second] = await codesOf(await openPair());
    expect(second).not.toEqual(first);
  });

  it('is none before the chat is open', async () => {
    const pair = simulatedPair();
    expect(await codesOf(pair)).toEqual([undefined, undefined]);
    pair.open();
    expect(await codesOf(pair)).toEqual([undefined, undefined]);
  });

  it('comes to whoever waits for it, on each side as soon as that side has both numbers', async () => {
    const pair = await greetedPair();
    const [ofA, ofB] = [pair.a.chat.safetyCode(), pair.b.chat.safetyCode()];
    await pair.deliver(pair.a);
    expect(await isPending(ofA)).toBe(true);
    await pair.deliver(pair.b);
    expect(await ofA).toHaveLength(8);
    expect(await isPending(ofB)).toBe(true);
    await pair.deliver(pair.a);
    expect(await ofB).toEqual(await ofA);
  });

  it('is none for whoever waits for it at the end of the chat, nor after', async () => {
    const { a, b } = await greetedPair();
    const waiting = [a.chat.safetyCode(), b.chat.safetyCode()];
    a.chat.close(false);
    b.chat.close(false);
    expect(await Promise.all(waiting)).toEqual([undefined, undefined]);
    expect(await a.chat.safetyCode()).toBeUndefined();
  });

  it('leaves the own number behind no longer than the chat', async () => {
    for (const { a, b } of [await openPair(), await greetedPair(), simulatedPair()]) {
      expect([...a.drawn, ...b.drawn].map((bytes) => bytes.some((byte) => byte !== 0))).toEqual([true, true]);
      a.chat.close(false);
      b.chat.close(false);
      expect([...a.drawn, ...b.drawn].map((bytes) => bytes.some((byte) => byte !== 0))).toEqual([
        false,
        false,
      ]);
    }
  });

  it('keeps no message waiting', async () => {
    const pair = await greetedPair();
    const { a, b } = pair;
    pair.setFull(b, true);
    a.chat.send('already here');
    await pair.settle();
    expect(b.theirs()).toEqual(['already here']);
    expect(await isPending(a.chat.safetyCode())).toBe(true);
    pair.setFull(b, false);
    await pair.settle();
    const [ofA, ofB] = await codesOf(pair);
    expect(ofB).toEqual(ofA);
  });

  it('is there while the path is lost', async () => {
    const pair = await openPair();
    const before = await codesOf(pair);
    pair.interrupt();
    expect(await codesOf(pair)).toEqual(before);
  });

  it('takes the very same bytes on a fresh channel, after its exchange and amid it', async () => {
    const pair = await greetedPair();
    const commit = toHex(intercepted(pair.a, type.commit));
    const exchange = async (): Promise<string[]> => {
      pair.open();
      await pair.deliver(pair.b);
      await pair.deliver(pair.a);
      const frames: string[] = [];
      for (const from of [pair.a, pair.b, pair.a]) {
        frames.push(toHex(from.inFlight[0] ?? new Uint8Array()));
        await pair.deliver(from);
      }
      return frames;
    };
    const first = await exchange();
    expect(first[0]).toBe(commit);
    const codes = await codesOf(pair);
    expect(await exchange()).toEqual(first);
    expect(await codesOf(pair)).toEqual(codes);
  });

  it('is one and the same on both sides, whatever the link loses, interrupts and begins anew', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyMove, { maxLength: 60 }), async (moves) => {
        const pair = simulatedPair();
        const asked: ReturnType<typeof codesOf>[] = [];
        pair.open();
        for (const [count, move] of moves.entries()) {
          await play(pair, move, count);
          asked.push(codesOf(pair));
        }
        pair.setFull(pair.a, false);
        pair.setFull(pair.b, false);
        await pair.settle();
        const [code, same] = await codesOf(pair);
        expect(code).toHaveLength(8);
        expect(same).toEqual(code);
        const answers = (await Promise.all(asked)).flat();
        for (const answer of answers) expect([undefined, code]).toContainEqual(answer);
      }),
      { numRuns: 100 },
    );
  }, 30_000);
});

describe('a chat whose partner breaks the order of the safety code', () => {
  const frame = (of: number, byte = 5) => Uint8Array.of(of, ...new Uint8Array(32).fill(byte));

  it.each<[string, 'a' | 'b', readonly Bytes[]]>([
    ['commits as the answerer', 'a', [frame(type.commit)]],
    ['reveals as the answerer', 'a', [frame(type.reveal)]],
    ['says a nonce twice', 'a', [frame(type.nonce), frame(type.nonce)]],
    ['says a second nonce', 'a', [frame(type.nonce), frame(type.nonce, 6)]],
    ['reveals before it commits', 'b', [frame(type.reveal)]],
    ['says a nonce as the initiator', 'b', [frame(type.nonce)]],
    ['commits twice', 'b', [frame(type.commit), frame(type.commit)]],
    ['reveals what it did not commit to', 'b', [frame(type.commit), frame(type.reveal)]],
  ])('ends where the partner %s', async (_what, victim, frames) => {
    const pair = await greetedPair();
    const [side, partner] = victim === 'a' ? [pair.a, pair.b] : [pair.b, pair.a];
    partner.inFlight.splice(0, Infinity, ...frames);
    while (partner.inFlight.length > 0) await pair.deliver(partner);
    expect(side.ended).toEqual(['not-trusted']);
    expect(await side.chat.safetyCode()).toBeUndefined();
  });

  it('ends at each of the frames before the hello, and after all has been said', async () => {
    for (const early of [true, false]) {
      for (const of of [type.commit, type.nonce, type.reveal]) {
        for (const [victim, other] of [
          ['a', 'b'],
          ['b', 'a'],
        ] as const) {
          const pair = simulatedPair();
          pair.open();
          if (!early) await pair.settle();
          pair[other].inFlight.splice(0, Infinity, frame(of));
          await pair.deliver(pair[other]);
          expect(pair[victim].ended).toEqual(['not-trusted']);
        }
      }
    }
  });

  it.each([
    ['commitment', 0],
    ['nonce', 1],
    ['reveal', 2],
  ])('ends at a replay of the %s', async (_what, turn) => {
    const pair = await greetedPair();
    const turns = [pair.a, pair.b, pair.a];
    for (const from of turns.slice(0, turn)) await pair.deliver(from);
    const from = turns[turn] ?? pair.a;
    const replay = from.inFlight[0]?.slice() ?? new Uint8Array();
    await pair.settle();
    from.inFlight.push(replay);
    await pair.settle();
    expect((from === pair.a ? pair.b : pair.a).ended).toEqual(['not-trusted']);
  });

  it('ends where the partner says something else than on the channel before', async () => {
    for (const [victim, other, of] of [
      ['a', 'b', type.nonce],
      ['b', 'a', type.commit],
    ] as const) {
      const pair = await openPair();
      pair.open();
      await pair.deliver(pair.b);
      await pair.deliver(pair.a);
      pair[other].inFlight.splice(0, Infinity, frame(of));
      await pair.deliver(pair[other]);
      expect(pair[victim].ended).toEqual(['not-trusted']);
    }
  });

  it.each([1, 17, 32])('ends where byte %i of the reveal was altered', async (at) => {
    const pair = await greetedPair();
    await pair.deliver(pair.a);
    await pair.deliver(pair.b);
    const reveal = pair.a.inFlight[0];
    if (reveal?.[0] !== type.reveal) throw new Error('no reveal');
    reveal[at] = (reveal[at] ?? 0) ^ 1;
    await pair.deliver(pair.a);
    expect(pair.b.ended).toEqual(['not-trusted']);
  });
});

describe('somebody in the middle, with a match of its own towards each side', () => {
  it.each([
    ['the answerer to both', 'a', 'a'],
    ['answerer and initiator', 'a', 'b'],
    ['the initiator to both', 'b', 'b'],
  ] as const)('passes messages on, but cannot bring the codes together: as %s', async (_what, ann, ben) => {
    const [withAnn, withBen] = [await openPair({ match: 1 }), await openPair({ match: 2 })];
    const middle = { ann: withAnn[ann === 'a' ? 'b' : 'a'], ben: withBen[ben === 'a' ? 'b' : 'a'] };
    withAnn[ann].chat.send('is it you?');
    await withAnn.settle();
    for (const text of middle.ann.theirs()) middle.ben.chat.send(text);
    await withBen.settle();
    expect(withBen[ben].theirs()).toEqual(['is it you?']);
    const [ofAnn, ofBen] = [await withAnn[ann].chat.safetyCode(), await withBen[ben].chat.safetyCode()];
    expect(ofAnn).toHaveLength(8);
    expect(ofBen).toHaveLength(8);
    expect(ofBen).not.toEqual(ofAnn);
  });

  it('is caught when it hands the numbers of the one side to the other', async () => {
    const [withAnn, withBen] = [await greetedPair({ match: 1 }), await greetedPair({ match: 2 })];
    const [ann, ben] = [withAnn.a, withBen.b];
    intercepted(withBen.a, type.commit);
    withBen.a.inFlight.push(intercepted(ann, type.commit));
    await withBen.deliver(withBen.a);
    withAnn.b.inFlight.push(intercepted(ben, type.nonce));
    await withAnn.deliver(withAnn.b);
    withBen.a.inFlight.push(intercepted(ann, type.reveal));
    await withBen.deliver(withBen.a);
    expect(ben.ended).toEqual(['not-trusted']);
  });

  it('cannot wait for the number of the one side before it chooses towards the other', async () => {
    const { a, b, deliver } = await greetedPair();
    const code = b.chat.safetyCode();
    const guess = new Uint8Array(32).fill(1);
    intercepted(a, type.commit);
    a.inFlight.push(encodeLinkFrame({ type: 'reveal', nonce: guess }));
    await deliver(a);
    expect(b.inFlight).toEqual([]);
    expect(b.ended).toEqual(['not-trusted']);
    expect(await code).toBeUndefined();
  });
});
