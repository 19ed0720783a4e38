import { systemRandomBytes } from '@sotto/protocol';
import { describe, expect, it } from 'vitest';
import { makeRecoveryCodes, recoveryCodeHash } from './recovery-codes.ts';

const key = new Uint8Array(32);

describe('recovery codes', () => {
  it('are ten different ones, in groups that can be read out', () => {
    const codes = makeRecoveryCodes(systemRandomBytes);
    expect(new Set(codes)).toHaveLength(10);
    for (const code of codes) expect(code).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]{4}$/);
  });

  it('are known as people type them', () => {
    const hash = recoveryCodeHash(key, 'ann', '10ab-cdef-0123-4567');
    for (const typed of ['10ABCDEF01234567', ' 1oab cdef o123 4567', 'IO-AB-CD-EF-0l-23-45-67']) {
      expect(recoveryCodeHash(key, 'ann', typed)).toEqual(hash);
    }
    expect(recoveryCodeHash(key, 'ann', '10ab-cdef-0123-4568')).not.toEqual(hash);
  });

  it('are stored differently for each moderator and under each key', () => {
    const hash = recoveryCodeHash(key, 'ann', '10ab-cdef-0123-4567');
    expect(recoveryCodeHash(key, 'ben', '10ab-cdef-0123-4567')).not.toEqual(hash);
    expect(recoveryCodeHash(new Uint8Array(32).fill(1), 'ann', '10ab-cdef-0123-4567')).not.toEqual(hash);
  });
});
