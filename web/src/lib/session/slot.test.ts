import * as fakeIndexedDb from 'fake-indexeddb';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { databaseName, indexedDbSlot, memorySlot, openSlot, type Slot } from './slot.ts';

// The next file in this process finds none.
beforeAll(() => {
  for (const [name, value] of Object.entries(fakeIndexedDb)) {
    if (name === 'indexedDB' || name.startsWith('IDB')) vi.stubGlobal(name, value);
  }
});
afterAll(() => {
  vi.unstubAllGlobals();
  expect(globalThis).not.toHaveProperty('indexedDB');
});

/** What both kinds of slot do alike. */
function slotContract(name: string, create: () => Slot): void {
  describe(name, () => {
    it('is empty at first and after clearing', async () => {
      const slot = create();
      expect(await slot.read()).toBeUndefined();
      await slot.update(() => 1);
      await slot.clear();
      expect(await slot.read()).toBeUndefined();
    });

    it('loses no change of those made at the same time', async () => {
      const slot = create();
      const add = (old: unknown): unknown => (typeof old === 'number' ? old : 0) + 1;
      await Promise.all([slot.update(add), slot.update(add), slot.update(add)]);
      expect(await slot.read()).toBe(3);
      await slot.clear();
    });
  });
}

slotContract('a slot in memory', memorySlot);
slotContract('a slot in IndexedDB', () => indexedDbSlot('test'));

describe('a slot in IndexedDB', () => {
  it('lets go of a database that is to be deleted, and leaves nothing on the device after that', async () => {
    const slot = indexedDbSlot('test');
    await slot.update(() => 'kept');
    await new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase(databaseName);
      request.onsuccess = resolve;
      request.onblocked = () => reject(new Error('the slot holds on to the database'));
    });
    expect(await slot.read()).toBeUndefined();
    await slot.update(() => 'again');
    expect(await slot.read()).toBe('again');
    expect(await indexedDB.databases()).toEqual([]);
  });
});

describe('openSlot', () => {
  it('falls back to memory where the browser keeps its storage closed', async () => {
    const slot = await openSlot('test', () => {
      throw new DOMException('not in this window', 'SecurityError');
    });
    await slot.update(() => 'for now');
    expect(await slot.read()).toBe('for now');
    expect(await indexedDbSlot('test').read()).not.toBe('for now');
  });
});
