import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SlotIndex } from './slot-index.ts';

describe('a slot index', () => {
  it('finds those that were added and not removed, whatever the hashes', () => {
    // Few hashes, near each other and at both ends, so that most meet.
    const hash = fc.constantFrom(0, 1, 2, 511, 510, -1, 0x7fffffff, 1_024);
    const step = fc.record({ slot: fc.nat(40), hash, remove: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const index = new SlotIndex();
        const model = new Map<number, number>();
        for (const { slot, hash: drawn, remove } of steps) {
          const known = model.get(slot);
          if (remove && known !== undefined) {
            index.remove(known, slot);
            model.delete(slot);
          } else if (!remove && known === undefined) {
            index.add(drawn, slot);
            model.set(slot, drawn);
          }
          expect(index.size).toBe(model.size);
          for (const [of, its] of model) expect(index.find(its, (other) => other === of)).toBe(of);
          const gone = [...Array(41).keys()].filter((other) => !model.has(other));
          for (const other of gone) expect(index.find(drawn, (found) => found === other)).toBe(-1);
        }
      }),
    );
  });

  it('grows with those who come', () => {
    const index = new SlotIndex();
    for (let slot = 0; slot < 5_000; slot += 1) index.add(Math.imul(slot, 2654435761), slot);
    for (let slot = 0; slot < 5_000; slot += 1)
      expect(index.find(Math.imul(slot, 2654435761), (other) => other === slot)).toBe(slot);
  });
});
