import { describe, expect, it } from 'vitest';
import { Chair } from './chair.ts';
import { emptySeat } from './seat.ts';

const chair = () => new Chair(emptySeat('s'), { session: 's', nickname: 'Ann', handle: 'h' });

describe('signals that are held', () => {
  it('are those of one match', () => {
    const ann = chair();
    ann.hold('first', new Uint8Array(1));
    ann.hold('second', new Uint8Array(2));
    expect(ann.held).toEqual([{ match: 'second', frame: new Uint8Array(2) }]);
  });

  it('are few', () => {
    const ann = chair();
    for (let i = 0; i < 40; i += 1) ann.hold('match', new Uint8Array(1));
    expect(ann.held).toHaveLength(32);
  });

  it('are small together: somebody away costs little, whatever the partner sends', () => {
    const ann = chair();
    for (let i = 0; i < 40; i += 1) ann.hold('match', new Uint8Array(16_000));
    expect(ann.held).toHaveLength(2);
    ann.hold('match', new Uint8Array(200));
    expect(ann.held).toHaveLength(3);
  });

  it('are copies', () => {
    const ann = chair();
    const frame = new Uint8Array(1);
    ann.hold('match', frame);
    frame.fill(7);
    expect(ann.held[0]?.frame).toEqual(new Uint8Array(1));
  });
});
