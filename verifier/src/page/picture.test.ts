import { fileTypes, utf8 } from '@sotto/protocol';
import { describe, expect, it } from 'vitest';
import { isOfType } from './picture.ts';

const beginnings = {
  'image/jpeg': Uint8Array.of(0xff, 0xd8, 0xff, 0xe0),
  'image/png': Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
  'image/webp': utf8('RIFF....WEBPVP8 '),
  'image/gif': utf8('GIF89a'),
} as const;

describe('a picture', () => {
  it.each(fileTypes)('is a %s where it begins as one, and nothing else', (type) => {
    expect(fileTypes.filter((other) => isOfType(other, beginnings[type]))).toEqual([type]);
  });

  it.each(fileTypes)('is no %s where it is markup, or too short', (type) => {
    expect(isOfType(type, utf8('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'))).toBe(false);
    expect(isOfType(type, beginnings[type].slice(0, 2))).toBe(false);
  });
});
