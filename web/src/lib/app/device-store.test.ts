import { anyone } from '@sotto/protocol';
import { describe, expect, it } from 'vitest';
import type { TextStorage } from './device-store.ts';
import { profileStore } from './profile-store.ts';
import { profile } from './testing/sample.ts';

function mapStorage(): TextStorage & { readonly map: Map<string, string> } {
  const map = new Map<string, string>();
  return {
    map,
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
  };
}

describe('the profile on the device', () => {
  it('comes back as it was saved, until it is forgotten', () => {
    const store = profileStore(mapStorage);
    expect(store.load()).toBeUndefined();
    const storage = mapStorage();
    const kept = profileStore(() => storage);
    kept.save(profile);
    expect(kept.load()).toEqual(profile);
    kept.forget();
    expect(kept.load()).toBeUndefined();
  });

  it.each([
    ['no JSON', '{'],
    ['another version', JSON.stringify({ version: 0, value: profile })],
    ['a field out of bounds', JSON.stringify({ version: 1, value: { ...profile, nickname: '\u0007' } })],
    [
      'a field too many',
      JSON.stringify({ version: 1, value: { ...profile, wants: { ...anyone, extra: 1 } } }),
    ],
  ])('is dropped where it is %s', (_, text) => {
    const storage = mapStorage();
    storage.map.set('sotto.profile', text);
    expect(profileStore(() => storage).load()).toBeUndefined();
    expect(storage.map.size).toBe(0);
  });

  it('is simply not kept where the browser keeps its storage closed', () => {
    const store = profileStore(() => {
      throw new DOMException('not in this window', 'SecurityError');
    });
    store.save(profile);
    expect(store.load()).toBeUndefined();
    expect(() => store.forget()).not.toThrow();
  });
});
