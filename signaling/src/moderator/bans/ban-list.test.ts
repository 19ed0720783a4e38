import { describe, expect, it } from 'vitest';
import { BanList, type StoredBan } from './ban-list.ts';

const ban = (decisionId: string, change: Partial<StoredBan> = {}): StoredBan => ({
  decisionId,
  banHandle: 'ben',
  untilMs: 1_000,
  liftedAtMs: null,
  version: 1,
  ...change,
});

describe('the list of bans', () => {
  it('shuts somebody out until the ban ends, and nobody else', () => {
    const list = new BanList();
    expect(list.take([ban('a')], 0)).toBe(true);
    expect(list.find('ben', 999)?.decisionId).toBe('a');
    expect(list.find('ben', 1_000)).toBeUndefined();
    expect(list.find('ann', 0)).toBeUndefined();
  });

  it('finds the ban that lasts longest, one for good before all others', () => {
    const list = new BanList();
    list.take([ban('a'), ban('b', { untilMs: 3_000 }), ban('c', { untilMs: 2_000 })], 0);
    expect(list.find('ben', 0)?.decisionId).toBe('b');
    list.take([ban('d', { untilMs: null })], 0);
    expect(list.find('ben', 1e15)?.decisionId).toBe('d');
  });

  it('lets somebody in whose only ban was lifted, and nobody who has another', () => {
    const list = new BanList();
    list.take([ban('a'), ban('b')], 0);
    list.take([ban('a', { liftedAtMs: 5, version: 2 })], 5);
    expect(list.find('ben', 5)?.decisionId).toBe('b');
    list.take([ban('b', { liftedAtMs: 5, version: 3 })], 5);
    expect(list.find('ben', 5)).toBeUndefined();
  });

  it('takes one for over whose person is forgotten', () => {
    const list = new BanList();
    list.take([ban('a', { untilMs: null })], 0);
    list.take([ban('a', { untilMs: null, banHandle: null, version: 2 })], 5);
    expect(list.find('ben', 5)).toBeUndefined();
  });

  it('says whether a change shuts anybody out, and up to which change it knows', () => {
    const list = new BanList();
    expect(list.take([], 0)).toBe(false);
    expect(list.take([ban('a', { version: 7 })], 0)).toBe(true);
    expect(list.take([ban('b', { version: 8 })], 0)).toBe(false);
    expect(list.take([ban('c', { banHandle: 'cy', untilMs: 5, version: 9 })], 5)).toBe(false);
    expect(list.version).toBe(9);
  });
});
