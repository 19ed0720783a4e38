import { describe, expect, it } from 'vitest';
import { systemRandomBytes } from '@sotto/protocol';
import { createAddressPrefixes } from './address-prefixes.ts';
import { createPrefixKey } from './prefix-key.ts';

describe('keys of address prefixes', () => {
  it('are the same for neighbours and tell nothing of the address', () => {
    const prefixes = createAddressPrefixes(
      createPrefixKey(() => 0, systemRandomBytes),
      0,
    );
    const key = prefixes.keyOf('203.0.113.7', undefined);
    expect(prefixes.keyOf('203.0.113.8', '6.6.6.6')).toBe(key);
    expect(prefixes.keyOf('203.0.114.7', undefined)).not.toBe(key);
    expect(key).toMatch(/^[A-Za-z0-9_-]{22}$/);
  });

  it('change with each day, so that days cannot be linked', async () => {
    let nowMs = 0;
    const key = createPrefixKey(() => nowMs, systemRandomBytes);
    const prefixes = createAddressPrefixes(key, 0);
    const today = prefixes.keyOf('203.0.113.7', undefined);
    nowMs += 60_000;
    await key.refresh();
    expect(prefixes.keyOf('203.0.113.7', undefined)).toBe(today);
    nowMs += 24 * 60 * 60_000;
    await key.refresh();
    expect(prefixes.keyOf('203.0.113.7', undefined)).not.toBe(today);
  });
});
