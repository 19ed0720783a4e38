import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  concatBytes,
  equalBytes,
  fromBase64Url,
  fromHex,
  fromUtf8,
  toBase64Url,
  toHex,
  utf8,
} from './bytes.ts';

const anyBytes = fc.uint8Array({ maxLength: 100 }).map((array) => Uint8Array.from(array));

describe('base64url', () => {
  it('has the vectors of RFC 4648 §10, without padding, in the URL alphabet', () => {
    const words = ['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar'];
    expect(words.map((word) => toBase64Url(utf8(word)))).toEqual([
      '',
      'Zg',
      'Zm8',
      'Zm9v',
      'Zm9vYg',
      'Zm9vYmE',
      'Zm9vYmFy',
    ]);
    expect(toBase64Url(Uint8Array.of(0xfb, 0xef, 0xff))).toBe('--__');
  });

  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes);
      }),
    );
  });

  it('reads back what is as long as a picture, of any length modulo three', () => {
    for (const length of [30_000, 30_001, 30_002]) {
      const bytes = Uint8Array.from({ length }, (_, i) => i % 251);
      expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes);
    }
  });

  it('reads only the one encoding of any bytes', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), (text) => {
        const bytes = fromBase64Url(text);
        if (bytes !== undefined) expect(toBase64Url(bytes)).toBe(text);
      }),
    );
  });

  it.each(['Zg==', 'Zh', 'Z', 'Zm9v+', 'Zm9v/', 'Zm 9v', 'Zm9v\n'])('refuses %j', (text) => {
    expect(fromBase64Url(text)).toBeUndefined();
  });
});

describe('hexadecimal', () => {
  it('reads back what it wrote, in either case', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        expect(fromHex(toHex(bytes))).toEqual(bytes);
        expect(fromHex(toHex(bytes).toUpperCase())).toEqual(bytes);
      }),
    );
  });

  it.each(['a', 'gg', '0x', ' 0', '+1'])('refuses %j', (text) => {
    expect(fromHex(text)).toBeUndefined();
  });
});

describe('UTF-8', () => {
  it('reads back what it wrote, byte-order marks included', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(fromUtf8(utf8(text))).toBe(text);
      }),
    );
    expect(fromUtf8(utf8('\uFEFFhello'))).toBe('\uFEFFhello');
  });

  it('refuses overlong forms, surrogates and cut sequences', () => {
    for (const bytes of [[0xc0, 0x80], [0xed, 0xa0, 0x80], [0xe2, 0x82], [0xff]]) {
      expect(fromUtf8(Uint8Array.from(bytes))).toBeUndefined();
    }
  });
});

describe('equalBytes', () => {
  it('tells whether two arrays hold the same', () => {
    fc.assert(
      fc.property(anyBytes, anyBytes, (a, b) => {
        expect(equalBytes(a, b)).toBe(toHex(a) === toHex(b));
        expect(equalBytes(a, a.slice())).toBe(true);
      }),
    );
  });
});

describe('concatBytes', () => {
  it('joins in order', () => {
    fc.assert(
      fc.property(fc.array(anyBytes, { maxLength: 5 }), (parts) => {
        expect(toHex(concatBytes(...parts))).toBe(parts.map(toHex).join(''));
      }),
    );
  });
});
