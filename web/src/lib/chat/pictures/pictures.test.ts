import { describe, expect, it } from 'vitest';
import { latestKey, pictureOf, picturesOf, statesOf } from '../testing/pictures.ts';
import { openPair, type SimulatedPair } from '../testing/simulated-pair.ts';
import { answerWithinMs } from './waiting.ts';

const chunk = 16_384;

/** Type bytes of frames. */
const types = { envelope: 2, hashes: 10, chunk: 11, taken: 12, withdraw: 13, refuse: 14 };

function inFlight(pair: SimulatedPair, type: number): number {
  return pair.a.inFlight.filter((frame) => frame[0] === type).length;
}

/** A pair in which a's picture of eight chunks is on its way, and b has three of them. */
async function halfWay(): Promise<SimulatedPair> {
  const pair = await openPair();
  await pair.a.chat.sendPicture(pictureOf(8 * chunk));
  await pair.rest();
  // The manifest, the hashes and three chunks; what b says of them stays on its way.
  for (let frames = 0; frames < 5; frames += 1) await pair.deliver(pair.a);
  return pair;
}

describe('a picture that is sent', () => {
  it.each([1, chunk, 5 * chunk + 1, 1_000_000])('arrives whole, of %i bytes', async (bytes) => {
    const pair = await openPair();
    const picture = pictureOf(bytes);
    expect(await pair.a.chat.sendPicture(picture)).toBe('sent');
    expect(statesOf(pair.a, 'mine')).toEqual(['sending']);
    await pair.settle();
    expect(statesOf(pair.a, 'mine')).toEqual(['whole']);
    const [arrived] = picturesOf(pair.b, 'theirs');
    if (arrived?.state !== 'whole') throw new Error('not whole');
    expect(arrived.blob.type).toBe('image/png');
    expect(new Uint8Array(await arrived.blob.arrayBuffer())).toEqual(
      new Uint8Array(await picture.blob.arrayBuffer()),
    );
  });

  it('can be reported by both, once it is whole', async () => {
    const pair = await openPair();
    await pair.a.chat.sendPicture(pictureOf(3 * chunk));
    await pair.settle();
    for (const { chat } of [pair.a, pair.b]) {
      const [line] = chat.record?.reportable().lines ?? [];
      expect(line).toMatchObject({ kind: 'file', file: { type: 'image/png', sizeBytes: 3 * chunk } });
      expect(line?.kind === 'file' && line.file.bytes?.length).toBe(3 * chunk);
    }
  });

  it('lets a message pass that is written while its chunks wait', async () => {
    const pair = await openPair();
    await pair.a.chat.sendPicture(pictureOf(100 * chunk));
    await pair.rest();
    pair.a.chat.send('quick');
    await pair.rest();
    expect(pair.a.inFlight.at(-1)?.[0]).toBe(types.envelope);
    while (pair.b.theirs().length < 2) await pair.deliver(pair.a);
    expect(pair.b.theirs()).toEqual(['', 'quick']);
    expect(statesOf(pair.b, 'theirs')).toEqual(['receiving']);
  });

  it('has no more chunks under way than its pace allows', async () => {
    const pair = await openPair();
    await pair.a.chat.sendPicture(pictureOf(200 * chunk));
    await pair.rest();
    expect(inFlight(pair, types.chunk)).toBe(4);
    let most = 0;
    while ((await pair.deliver(pair.a)) || (await pair.deliver(pair.b)))
      most = Math.max(most, inFlight(pair, types.chunk));
    expect(most).toBeLessThanOrEqual(64);
    expect(statesOf(pair.b, 'theirs')).toEqual(['whole']);
  });

  it('goes one at a time: another one is refused until it is clear what came of the first', async () => {
    const pair = await openPair();
    await pair.a.chat.sendPicture(pictureOf(8 * chunk));
    expect(await pair.a.chat.sendPicture(pictureOf(10))).toBe('busy');
    await pair.settle();
    expect(await pair.a.chat.sendPicture(pictureOf(10))).toBe('sent');
    await pair.settle();
    expect(statesOf(pair.b, 'theirs')).toEqual(['whole', 'whole']);
  });

  it('goes both ways at once', async () => {
    const pair = await openPair();
    await pair.a.chat.sendPicture(pictureOf(8 * chunk, 1));
    await pair.b.chat.sendPicture(pictureOf(5 * chunk, 2));
    await pair.settle();
    for (const side of [pair.a, pair.b])
      expect([...statesOf(side, 'mine'), ...statesOf(side, 'theirs')]).toEqual(['whole', 'whole']);
  });

  it('is not taken where the chat is over', async () => {
    const pair = await openPair();
    pair.a.chat.close(true);
    expect(await pair.a.chat.sendPicture(pictureOf(10))).toBe('not-now');
  });
});

describe('a picture that is stopped half-way', () => {
  it('by its sender, is dropped by the other side, and no chunk more goes out', async () => {
    const pair = await halfWay();
    pair.a.chat.cancelPicture(latestKey(pair.a, 'mine'));
    expect(statesOf(pair.a, 'mine')).toEqual(['withdrawn']);
    const left = inFlight(pair, types.chunk);
    await pair.settle();
    expect(left).toBeLessThan(5);
    expect(statesOf(pair.b, 'theirs')).toEqual(['withdrawn']);
    await pair.a.chat.sendPicture(pictureOf(10));
    await pair.settle();
    expect(statesOf(pair.b, 'theirs')).toEqual(['withdrawn', 'whole']);
  });

  it('by its receiver, is dropped, and the sender learns it', async () => {
    const pair = await halfWay();
    pair.b.chat.cancelPicture(latestKey(pair.b, 'theirs'));
    expect(statesOf(pair.b, 'theirs')).toEqual(['declined']);
    await pair.settle();
    expect(statesOf(pair.a, 'mine')).toEqual(['declined']);
    expect([...pair.a.ended, ...pair.b.ended]).toEqual([]);
  });

  it('before its manifest is signed, is announced and withdrawn, and nothing of it goes over', async () => {
    const pair = await openPair();
    await pair.a.chat.sendPicture(pictureOf(8 * chunk));
    pair.a.chat.cancelPicture(latestKey(pair.a, 'mine'));
    await pair.rest();
    expect(inFlight(pair, types.hashes) + inFlight(pair, types.chunk)).toBe(0);
    await pair.settle();
    expect([...statesOf(pair.a, 'mine'), ...statesOf(pair.b, 'theirs')]).toEqual(['withdrawn', 'withdrawn']);
  });

  it('when all of it has gone out, the receiver has the word, and both come to the same end', async () => {
    for (const arrives of [true, false]) {
      const pair = await openPair();
      await pair.a.chat.sendPicture(pictureOf(2 * chunk));
      await pair.rest();
      // The manifest; then, unless all arrives, the receiver stops it.
      await pair.deliver(pair.a);
      if (!arrives) pair.b.chat.cancelPicture(latestKey(pair.b, 'theirs'));
      pair.a.chat.cancelPicture(latestKey(pair.a, 'mine'));
      expect(statesOf(pair.a, 'mine')).toEqual(['stopping']);
      await pair.settle();
      expect(statesOf(pair.a, 'mine')).toEqual([arrives ? 'whole' : 'withdrawn']);
      expect(statesOf(pair.b, 'theirs')).toEqual([arrives ? 'whole' : 'declined']);
    }
  });

  it('by the end of the chat, is unfinished on both sides, and its file is not in a report', async () => {
    const pair = await halfWay();
    pair.a.chat.close(true);
    await pair.settle();
    expect([...statesOf(pair.a, 'mine'), ...statesOf(pair.b, 'theirs')]).toEqual([
      'unfinished',
      'unfinished',
    ]);
    const [line] = pair.b.chat.record?.reportable().lines ?? [];
    expect(line).toMatchObject({ kind: 'file', file: { type: 'image/png', sizeBytes: 8 * chunk } });
    expect(line?.kind === 'file' && line.file.bytes).toBeFalsy();
  });
});

describe('a picture over a link that breaks', () => {
  it('goes on where it was, on another channel: no chunk that is known to be there goes again', async () => {
    const pair = await halfWay();
    while (await pair.deliver(pair.b));
    pair.open();
    await pair.rest();
    // The two greet each other first.
    await pair.deliver(pair.b);
    const first = pair.a.inFlight.find((frame) => frame[0] === types.chunk);
    expect(first && new DataView(first.buffer).getUint32(5)).toBe(3);
    expect(inFlight(pair, types.hashes)).toBe(0);
    await pair.settle();
    expect([...statesOf(pair.a, 'mine'), ...statesOf(pair.b, 'theirs')]).toEqual(['whole', 'whole']);
  });

  it('waits while the path is lost, however long, and goes on when it is back', async () => {
    const pair = await halfWay();
    pair.interrupt();
    pair.clock.pass(2 * answerWithinMs);
    pair.mend();
    await pair.settle();
    expect(statesOf(pair.b, 'theirs')).toEqual(['whole']);
  });
});

describe('a sender of pictures who breaks the rules', () => {
  it('announces much and sends nothing: the picture is given up, and its sender told', async () => {
    const pair = await halfWay();
    pair.a.inFlight.length = 0;
    pair.setFull(pair.a, true);
    pair.clock.pass(answerWithinMs);
    expect(statesOf(pair.b, 'theirs')).toEqual(['failed']);
    await pair.settle();
    expect(statesOf(pair.a, 'mine')).toEqual(['failed']);
  });

  it('alters a chunk: it is never shown, and the chat goes on', async () => {
    const pair = await halfWay();
    const next = pair.a.inFlight.find((frame) => frame[0] === types.chunk);
    if (next !== undefined) next[40] = (next[40] ?? 0) ^ 1;
    await pair.settle();
    expect([...statesOf(pair.a, 'mine'), ...statesOf(pair.b, 'theirs')]).toEqual(['failed', 'failed']);
    const [line] = pair.b.chat.record?.reportable().lines ?? [];
    expect(line?.kind === 'file' && line.file.bytes).toBeFalsy();
    pair.a.chat.send('still here');
    await pair.settle();
    expect(pair.b.theirs()).toContain('still here');
    expect(pair.b.ended).toEqual([]);
  });

  it.each<[string, (pair: SimulatedPair) => Uint8Array<ArrayBuffer> | undefined]>([
    [
      'skips a chunk',
      ({ a }) => {
        const frame = a.inFlight.find((candidate) => candidate[0] === types.chunk)?.slice();
        if (frame !== undefined) new DataView(frame.buffer).setUint32(5, 7);
        return frame;
      },
    ],
    ['sends parts of a message that never was', () => Uint8Array.of(types.withdraw, 0, 0, 1, 0)],
    ['says that it has what was never sent', () => Uint8Array.of(types.taken, 0, 0, 0, 1, 0, 0, 0, 1)],
  ])('%s: the chat ends', async (_what, forge) => {
    const pair = await halfWay();
    const frame = forge(pair);
    if (frame === undefined) throw new Error('nothing to forge');
    pair.a.inFlight.unshift(frame);
    await pair.deliver(pair.a);
    expect(pair.b.ended).toEqual(['not-trusted']);
    expect(statesOf(pair.b, 'theirs')).toEqual(['unfinished']);
  });

  it('claims chunks taken that have not gone out: the chat ends', async () => {
    const pair = await halfWay();
    pair.b.inFlight.unshift(Uint8Array.of(types.taken, 0, 0, 0, 1, 0, 0, 0, 8));
    await pair.deliver(pair.b);
    expect(pair.a.ended).toEqual(['not-trusted']);
  });

  it('sends on after it was stopped: it is passed over, and beyond a bound the chat ends', async () => {
    const pair = await halfWay();
    const frame = pair.a.inFlight.find((candidate) => candidate[0] === types.chunk);
    pair.b.chat.cancelPicture(latestKey(pair.b, 'theirs'));
    const again = frame?.slice() ?? new Uint8Array();
    for (let sent = 0; sent < 100; sent += 1) {
      pair.a.inFlight.unshift(again);
      await pair.deliver(pair.a);
    }
    expect(pair.b.ended).toEqual([]);
    for (let sent = 0; sent < 1_500; sent += 1) {
      pair.a.inFlight.unshift(again);
      await pair.deliver(pair.a);
    }
    expect(pair.b.ended).toEqual(['flooded']);
  });

  it('sends more pictures than anybody looks at: those beyond the bound are refused unread', async () => {
    const pair = await openPair();
    for (let sent = 0; sent < 14; sent += 1) {
      expect(await pair.a.chat.sendPicture(pictureOf(10, sent))).toBe('sent');
      await pair.settle();
    }
    expect(statesOf(pair.b, 'theirs').slice(11)).toEqual(['whole', 'too-many', 'too-many']);
    expect(statesOf(pair.a, 'mine').slice(11)).toEqual(['whole', 'too-many', 'too-many']);
    expect(pair.b.ended).toEqual([]);
    pair.clock.pass(10_000);
    await pair.a.chat.sendPicture(pictureOf(10));
    await pair.settle();
    expect(statesOf(pair.b, 'theirs').at(-1)).toBe('whole');
  });
});
