import { toBase64Url, type AppealRow } from '@sotto/protocol';
import { describe, expect, it } from 'vitest';
import { continued, movedTo, refreshed } from './appeal-rows.ts';

const row = (n: number): AppealRow => ({
  id: String(n),
  report: toBase64Url(new Uint8Array(16).fill(n)),
  desk: 'moderator',
  measure: 'ban',
  guideline: 'respect',
  atMs: n,
  firstBy: { id: 'ann', name: 'Ann' },
});
const rows = (...numbers: number[]): AppealRow[] => numbers.map(row);
const ids = (list: readonly AppealRow[]): string => list.map(({ id }) => id).join('');

describe('the rows of appeals', () => {
  it('are gone through one by one, and no further than their ends', () => {
    const list = rows(1, 2, 3);
    expect(movedTo(list, undefined, 1)).toBe('1');
    expect(movedTo(list, '1', 1)).toBe('2');
    expect(movedTo(list, '3', 1)).toBe('3');
    expect(movedTo(list, '1', -1)).toBe('1');
    expect(movedTo([], undefined, 1)).toBeUndefined();
  });

  it('show what has come and gone, with later pages behind', () => {
    expect(ids(refreshed(rows(1, 2, 3, 4), rows(2, 3), false))).toBe('234');
    expect(ids(refreshed(rows(1, 2, 3), rows(5), true))).toBe('5');
    expect(ids(refreshed(rows(1, 2), rows(7, 8), false))).toBe('78');
  });

  it('stand there once where the next page repeats them', () => {
    expect(ids(continued(rows(1, 2), rows(2, 3)))).toBe('123');
  });
});
