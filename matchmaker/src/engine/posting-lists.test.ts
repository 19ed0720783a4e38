import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PostingLists } from './posting-lists.ts';

const slots = 6;
const perSlot = 3;
/** Few, so that they are shared; the last is beyond what the lists have room for at first. */
const lists = [0, 1, 2, 90];

describe('posting lists', () => {
  it('hold what was linked and not unlinked, in any order of doing so', () => {
    const link = fc.record({
      slot: fc.nat(slots - 1),
      list: fc.constantFrom(...lists),
      unlink: fc.constant(false),
    });
    const unlink = fc.record({ slot: fc.nat(slots - 1), list: fc.constant(0), unlink: fc.constant(true) });
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 3, arbitrary: link }, { weight: 1, arbitrary: unlink })),
        (steps) => {
          const postings = new PostingLists(perSlot, 1);
          postings.reserve(slots);
          const model = new Map<number, number[]>();
          for (const step of steps) {
            const linked = model.get(step.slot) ?? [];
            if (step.unlink) {
              postings.unlinkAll(step.slot);
              model.delete(step.slot);
            } else if (linked.length < perSlot) {
              postings.link(step.slot, linked.length, step.list);
              model.set(step.slot, [...linked, step.list]);
            }
            for (const list of lists) {
              const expected = [...model].flatMap(([slot, of]) =>
                of.filter((l) => l === list).map(() => slot),
              );
              const actual = new Int32Array(postings.size(list));
              if (actual.length > 0) postings.copySlots(list, actual.length - 1, actual.length, actual, 0);
              expect([...actual].sort()).toEqual(expected.sort());
            }
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
