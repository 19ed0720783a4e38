import fc from 'fast-check';
import { latestKey, pictureOf } from './pictures.ts';
import type { SimulatedPair } from './simulated-pair.ts';

/** One move of a hostile network or a busy person. */
export interface Move {
  readonly what: string;
  readonly byA: boolean;
  readonly amount: number;
}

/** The likelier ones stand here more often. */
const moves = [
  ...['write', 'write', 'write', 'write', 'deliver', 'deliver', 'deliver', 'deliver'],
  ...['deliver twice', 'deliver twice', 'full', 'drain', 'drain', 'seen', 'seen', 'typing', 'time'],
  ...['interrupt', 'mend', 'fresh channel', 'nudge'],
];

const pictureMoves = [
  'picture',
  'picture',
  'picture',
  'picture',
  'stop own',
  'stop own',
  'stop theirs',
  'deliver',
];

const moveOf = (what: readonly string[]): fc.Arbitrary<Move> =>
  fc.record({
    what: fc.constantFrom(...what),
    byA: fc.boolean(),
    amount: fc.integer({ min: 1, max: 6 }),
  });

export const anyMove = moveOf(moves);
/** The same, with pictures sent and stopped in between. */
export const anyPictureMove = moveOf([...moves, ...pictureMoves]);

export async function play(pair: SimulatedPair, { what, byA, amount }: Move, count: number): Promise<void> {
  const side = byA ? pair.a : pair.b;
  switch (what) {
    case 'write':
      side.chat.send(`${byA ? 'a' : 'b'}${count}`);
      return;
    case 'picture':
      await side.chat.sendPicture(pictureOf(amount * 2 * 16_384 - 1, count));
      return;
    case 'stop own':
      return side.chat.cancelPicture(latestKey(side, 'mine'));
    case 'stop theirs':
      return side.chat.cancelPicture(latestKey(side, 'theirs'));
    case 'deliver':
      for (let i = 0; i < amount; i += 1) await pair.deliver(side);
      return;
    case 'deliver twice':
      return pair.deliverTwice(side);
    case 'fresh channel':
      return pair.open();
    case 'interrupt':
      return pair.interrupt();
    case 'mend':
      return pair.mend();
    case 'nudge':
      return pair.nudge(side);
    case 'full':
      return pair.setFull(side, true);
    case 'drain':
      return pair.setFull(side, false);
    case 'seen':
      return side.chat.seen();
    case 'typing':
      return side.chat.typing();
    case 'time':
      return pair.clock.pass(amount * 1_000);
    default:
      throw new Error(`no such move: ${what}`);
  }
}
