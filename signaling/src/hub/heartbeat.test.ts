import { describe, expect, it } from 'vitest';
import { HeartbeatWheel } from './heartbeat.ts';

class Item {
  bucket = -1;
  beats = 0;
  beat(): void {
    this.beats += 1;
  }
}

describe('the heartbeat wheel', () => {
  it('beats each item once in a round, and never all of them at once', () => {
    const wheel = new HeartbeatWheel<Item>(8);
    const items = Array.from({ length: 80 }, () => new Item());
    for (const item of items) wheel.add(item);
    let before = 0;
    for (let turn = 0; turn < 8; turn += 1) {
      wheel.turn();
      const beats = items.reduce((sum, item) => sum + item.beats, 0);
      expect(beats - before).toBe(10);
      before = beats;
    }
    expect(items.every((item) => item.beats === 1)).toBe(true);
  });

  it('lists what was added and not removed', () => {
    const wheel = new HeartbeatWheel<Item>(3);
    const [a, b] = [new Item(), new Item()];
    wheel.add(a);
    wheel.add(b);
    wheel.remove(a);
    expect([...wheel]).toEqual([b]);
  });
});
