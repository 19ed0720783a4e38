import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PictureView } from '../../app/state.ts';
import { anyPictureMove, play } from '../testing/moves.ts';
import { picturesOf } from '../testing/pictures.ts';
import { openPair, type Side } from '../testing/simulated-pair.ts';

async function bytesOf(picture: PictureView | undefined): Promise<Uint8Array | undefined> {
  return picture?.state === 'whole' ? new Uint8Array(await picture.blob.arrayBuffer()) : undefined;
}

/** A picture that the receiver shows is the one that was sent; and what the sender calls arrived, has. */
async function expectHonest(sender: Side, receiver: Side): Promise<void> {
  const sent = picturesOf(sender, 'mine');
  const shown = picturesOf(receiver, 'theirs');
  expect(shown.length).toBeLessThanOrEqual(sent.length);
  for (const [index, picture] of sent.entries())
    if (picture.state === 'whole') expect(shown[index]?.state).toBe('whole');
  for (const [index, picture] of shown.entries())
    if (picture.state === 'whole') expect(['withdrawn', 'declined']).not.toContain(sent[index]?.state);
}

describe('pictures over a link that loses, repeats, stalls and comes back, stopped by anybody at any time', () => {
  it('arrive whole and once, or on neither side, and messages between them are read in order', async () => {
    const ends = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(anyPictureMove, { minLength: 20, maxLength: 120 }), async (given) => {
        const pair = await openPair();
        const { a, b } = pair;
        for (const [count, move] of given.entries()) {
          await play(pair, move, count);
          await expectHonest(a, b);
          await expectHonest(b, a);
        }
        pair.mend();
        pair.setFull(a, false);
        pair.setFull(b, false);
        await pair.settle();
        expect([...a.ended, ...b.ended]).toEqual([]);
        for (const [sender, receiver] of [
          [a, b],
          [b, a],
        ] as const) {
          expect(receiver.theirs()).toEqual(sender.mine().map(({ text }) => text));
          const [sent, shown] = [picturesOf(sender, 'mine'), picturesOf(receiver, 'theirs')];
          expect(shown.length).toBe(sent.length);
          for (const [index, picture] of sent.entries()) {
            ends.add(`${picture.state} ${shown[index]?.state}`);
            expect(picture.state === 'whole').toBe(shown[index]?.state === 'whole');
            expect(['sending', 'stopping', 'receiving']).not.toContain(picture.state);
            expect(['sending', 'stopping', 'receiving']).not.toContain(shown[index]?.state);
            expect(await bytesOf(shown[index])).toEqual(await bytesOf(picture));
          }
        }
      }),
      { numRuns: 80 },
    );
    // All of these happen, or the moves are too tame to show anything.
    for (const both of ['whole whole', 'withdrawn withdrawn', 'declined declined'])
      expect(ends).toContain(both);
  }, 120_000);
});
