import type { QueueRow } from '@sotto/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterRemoval, boundsOf, lacks, moved, pageStart, placed, type QueueRows } from './queue.ts';

const row = (id: string): QueueRow => ({
  id,
  reason: 'spam',
  desk: 'moderator',
  state: 'received',
  urgency: 1,
  independent: 1,
  receivedAtMs: 0,
});
const rows = (...ids: string[]) => ids.map(row);
const shown = (of: QueueRows) => of.map((one) => one?.id ?? '·').join('');

describe('the rows of the queue', () => {
  it('are put where they belong, and the others are left open', () => {
    expect(shown(placed([], 2, rows('c', 'd'), 6))).toBe('··cd··');
    expect(shown(placed(placed([], 2, rows('c', 'd'), 6), 0, rows('a', 'b'), 6))).toBe('abcd··');
  });

  it('are never shown twice: one that has moved is where the newest page has it', () => {
    const before = placed([], 0, rows('a', 'b', 'c', 'd'), 4);
    expect(shown(placed(before, 0, rows('d', 'a'), 4))).toBe('dac·');
    const id = fc.constantFrom(...'abcdefgh');
    const page = fc.record({ at: fc.nat(8), ids: fc.uniqueArray(id, { maxLength: 5 }) });
    fc.assert(
      fc.property(fc.array(page, { minLength: 1 }), (pages) => {
        let all: QueueRows = [];
        for (const { at, ids } of pages) all = placed(all, at, rows(...ids), 12);
        const known = all.filter((one) => one !== undefined).map((one) => one.id);
        expect(new Set(known)).toHaveLength(known.length);
        expect(all).toHaveLength(12);
      }),
    );
  });

  it('become fewer when the server has fewer', () => {
    expect(shown(placed(placed([], 0, rows('a', 'b', 'c'), 3), 0, rows('a'), 1))).toBe('a');
  });

  it('are asked for where one in sight is missing', () => {
    const some = placed([], 0, rows('a', 'b'), 4);
    expect(lacks(some, 0, 2)).toBe(false);
    expect(lacks(some, 1, 3)).toBe(true);
    expect(lacks(some, 4, 9)).toBe(false);
    expect(pageStart(10)).toBe(0);
    expect(pageStart(1_000)).toBeLessThan(1_000);
  });

  it('are walked with keys, to the ends and not beyond', () => {
    const all = rows('a', 'b', 'c');
    expect(moved(all, undefined, 1)).toBe(0);
    expect(moved(all, 0, 1)).toBe(1);
    expect(moved(all, 2, 1)).toBe(2);
    expect(moved(all, 0, -1)).toBe(0);
    expect(moved([], undefined, 1)).toBeUndefined();
  });

  it('go on with the row that takes the place of those that are done', () => {
    const all = rows('a', 'b', 'c', 'd');
    expect(afterRemoval(all, ['b'], 'b')).toBe('c');
    expect(afterRemoval(all, ['a', 'b'], 'b')).toBe('c');
    expect(afterRemoval(all, ['d'], 'd')).toBe('c');
    expect(afterRemoval(all, ['a'], 'c')).toBe('c');
    expect(afterRemoval(rows('a'), ['a'], 'a')).toBeUndefined();
  });
});

it('an age is a bound on when a report came', () => {
  const nowMs = 1_000 * 3_600_000;
  expect(boundsOf('under-1', nowMs)).toEqual({ since: 999 * 3_600_000 });
  expect(boundsOf('over-72', nowMs)).toEqual({ until: 928 * 3_600_000 });
  expect(boundsOf(undefined, nowMs)).toEqual({});
});
