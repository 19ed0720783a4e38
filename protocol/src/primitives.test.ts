import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase64Url, toBase64Url } from './bytes.ts';
import { base64Url } from './primitives.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

describe('base64Url', () => {
  it('accepts what bytes of its length encode to', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 70 }), (bytes) => {
        expect(base64Url(bytes.length).safeParse(toBase64Url(new Uint8Array(bytes))).success).toBe(true);
      }),
    );
  });

  it('accepts a last character exactly where decoding finds the encoding canonical', () => {
    for (const byteLength of [15, 16, 32]) {
      const text = toBase64Url(new Uint8Array(byteLength).fill(0xa5)).slice(0, -1);
      for (const last of alphabet) {
        const canonical = fromBase64Url(text + last)?.length === byteLength;
        expect(base64Url(byteLength).safeParse(text + last).success).toBe(canonical);
      }
    }
  });

  it.each([
    '',
    'A'.repeat(21),
    'A'.repeat(23),
    `${'A'.repeat(21)}=`,
    `${'A'.repeat(21)}\n`,
    `+${'A'.repeat(21)}`,
  ])('refuses %j for 16 bytes', (text) => {
    expect(base64Url(16).safeParse(text).success).toBe(false);
  });
});
