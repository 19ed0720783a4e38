import { describe, expect, it } from 'vitest';
import type { TextStorage } from '../app/device-store.ts';
import type { KeptReceipt } from '../app/state.ts';
import { receiptStore } from './receipt-store.ts';

function memory(): TextStorage {
  const values = new Map<string, string>();
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
  };
}

const kept = (index: number): KeptReceipt => ({
  receipt: String(index).padStart(42, 'r') + 'A',
  reason: 'spam',
  atMs: index,
});

describe('the receipts of a device', () => {
  it('stand newest first, each once', () => {
    const store = receiptStore(memory);
    const storage = memory();
    const lasting = receiptStore(() => storage);
    for (const index of [1, 2, 1]) lasting.add(kept(index));
    expect(lasting.all()).toEqual([kept(1), kept(2)]);
    expect(store.all()).toEqual([]);
  });

  it('are removed one by one or all at once', () => {
    const storage = memory();
    const store = receiptStore(() => storage);
    for (const index of [1, 2, 3]) store.add(kept(index));
    store.remove(kept(2).receipt);
    expect(store.all()).toEqual([kept(3), kept(1)]);
    store.clear();
    expect(store.all()).toEqual([]);
  });

  it('are at most fifty: the oldest fall off', () => {
    const storage = memory();
    const store = receiptStore(() => storage);
    for (let index = 1; index <= 60; index += 1) store.add(kept(index));
    expect(store.all()).toHaveLength(50);
    expect(store.all().at(-1)).toEqual(kept(11));
  });
});
