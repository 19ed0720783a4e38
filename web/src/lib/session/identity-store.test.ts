import { systemRandomBytes } from '@sotto/protocol';
import { describe, expect, it } from 'vitest';
import { createIdentityStore } from './identity-store.ts';
import { memorySlot } from './slot.ts';

describe('the identities of a device', () => {
  it('begin with one that is made at the first need and stays', async () => {
    const slot = memorySlot();
    const store = createIdentityStore(slot, systemRandomBytes);
    expect(await store.list()).toEqual([]);
    const identity = await store.current();
    expect(await createIdentityStore(slot, systemRandomBytes).current()).toEqual(identity);
  });

  it('can be several, of which the newest is in use until another is chosen', async () => {
    const store = createIdentityStore(memorySlot(), systemRandomBytes);
    const first = await store.current();
    const second = await store.create();
    expect(await store.current()).toEqual(second);
    await store.use(first.publicKey);
    expect(await store.list()).toEqual([first, second]);
    await store.use('unknown');
    expect(await store.current()).toEqual(first);
  });

  it('go one by one or all together', async () => {
    const store = createIdentityStore(memorySlot(), systemRandomBytes);
    const first = await store.create();
    const second = await store.create();
    await store.remove(second.publicKey);
    expect(await store.list()).toEqual([first]);
    await store.clear();
    expect(await store.list()).toEqual([]);
  });

  it('are made anew where what is stored cannot be read', async () => {
    const slot = memorySlot();
    await slot.update(() => ({ version: 99, identities: 'all' }));
    const store = createIdentityStore(slot, systemRandomBytes);
    expect(await store.list()).toEqual([]);
    expect((await store.current()).seed).toHaveLength(43);
  });
});
