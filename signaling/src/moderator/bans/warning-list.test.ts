import { describe, expect, it } from 'vitest';
import { WarningList, type StoredWarning } from './warning-list.ts';

const warning = (decisionId: string, change: Partial<StoredWarning> = {}): StoredWarning => ({
  decisionId,
  banHandle: 'ben',
  expiresAtMs: 1_000,
  liftedAtMs: null,
  version: 1,
  ...change,
});

describe('the list of warnings', () => {
  it('keeps each for the person it is for, the oldest first, until its time is up', () => {
    const list = new WarningList();
    expect([...list.take([warning('a', { version: 3 }), warning('b', { version: 4 })], 0)]).toEqual(['ben']);
    expect(list.of('ben', 999)).toEqual(['a', 'b']);
    expect(list.of('ben', 1_000)).toEqual([]);
    expect(list.of('ann', 0)).toEqual([]);
    expect(list.version).toBe(4);
  });

  it('forgets one that was acknowledged or taken back, and tells nobody of it', () => {
    const list = new WarningList();
    list.take([warning('a'), warning('b', { version: 2 })], 0);
    expect([...list.take([warning('a', { banHandle: null, version: 3 })], 5)]).toEqual([]);
    expect(list.of('ben', 5)).toEqual(['b']);
    expect([...list.take([warning('b', { liftedAtMs: 6, version: 4 })], 6)]).toEqual([]);
    expect(list.of('ben', 6)).toEqual([]);
  });
});
