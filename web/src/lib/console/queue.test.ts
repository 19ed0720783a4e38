import type { QueueRow } from '@sotto/protocol';
import { describe, expect, it } from 'vitest';
import { afterRemoval, continued, moved, refreshed } from './queue.ts';

const rowsOf = (...ids: string[]): QueueRow[] =>
  ids.map((id) => ({
    id,
    reason: 'spam',
    desk: 'moderator',
    state: 'received',
    urgency: 1,
    independent: 1,
    receivedAtMs: 0,
  }));
const rows = rowsOf('a', 'b', 'c');

describe('the selection in the queue', () => {
  it('begins at the first row, goes on by one and stays at the ends', () => {
    expect(moved(rows, undefined, 1)).toBe('a');
    expect(moved(rows, 'gone', -1)).toBe('a');
    expect(moved(rows, 'a', 1)).toBe('b');
    expect(moved(rows, 'c', 1)).toBe('c');
    expect(moved(rows, 'a', -1)).toBe('a');
    expect(moved([], undefined, 1)).toBeUndefined();
  });

  it('goes to the row that takes the place of the one that is done', () => {
    expect(afterRemoval(rows, ['b'], 'b')).toBe('c');
    expect(afterRemoval(rows, ['c'], 'c')).toBe('b');
    expect(afterRemoval(rows, ['a', 'b'], 'b')).toBe('c');
    expect(afterRemoval(rows, ['a'], 'b')).toBe('b');
    expect(afterRemoval(rows, ['a', 'b', 'c'], 'b')).toBeUndefined();
  });
});

describe('a queue that goes on', () => {
  it('shows no row twice', () => {
    expect(continued(rows, rowsOf('c', 'd')).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
  });
});

describe('a queue that is asked for again', () => {
  const ids = (of: readonly QueueRow[]) => of.map(({ id }) => id);

  it('shows what came and went on its first page, and keeps the rows behind', () => {
    const shown = rowsOf('a', 'b', 'c', 'd', 'e');
    expect(ids(refreshed(shown, rowsOf('new', 'b', 'c'), false))).toEqual(['new', 'b', 'c', 'd', 'e']);
  });

  it('begins anew where nothing of the old page is left, and ends where the server says so', () => {
    expect(ids(refreshed(rowsOf('a', 'b'), rowsOf('x', 'y'), false))).toEqual(['x', 'y']);
    expect(ids(refreshed(rowsOf('a', 'b', 'c'), rowsOf('b'), true))).toEqual(['b']);
  });
});
