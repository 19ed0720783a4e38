import { readFileSync } from 'node:fs';

import { encode } from 'fast-png';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { blackPng, blinkingGif, pngChunk } from '../../testing/picture-files.ts';
import { sampleFile } from '../../testing/samples.ts';
import { ownPictureLimits, pictureRefusals, sniffPicture, strangersPictureLimits } from './index.ts';

const text = (content: string) => new TextEncoder().encode(content);
const hex = (content: string) => Buffer.from(content.replaceAll(' ', ''), 'hex');
const refusal = (reason: string) => ({ ok: false, reason });

const jpeg = readFileSync(sampleFile('porn', 'jpg'));
const png = readFileSync(sampleFile('porn', 'png'));

const chunk = (name: string, data: Uint8Array) => {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(data.length);
  return Buffer.concat([Buffer.from(name), length, data, Buffer.alloc(data.length % 2)]);
};
const webp = (...chunks: Buffer[]) => chunk('RIFF', Buffer.concat([Buffer.from('WEBP'), ...chunks]));
const box = (name: string, ...parts: Uint8Array[]) => {
  const content = Buffer.concat(parts);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length + 8);
  return Buffer.concat([length, Buffer.from(name), content]);
};
const ftyp = (...brands: string[]) =>
  box('ftyp', Buffer.from(`${brands[0]}\0\0\0\0${brands.slice(1).join('')}`));
const ispe = (width: number, height: number) => {
  const data = Buffer.alloc(12);
  data.writeUInt32BE(width, 4);
  data.writeUInt32BE(height, 8);
  return box('ispe', data);
};
const avif = (width: number, height: number) =>
  Buffer.concat([
    ftyp('avif', 'mif1', 'miaf'),
    box('meta', Buffer.alloc(4), box('iprp', box('ipco', ispe(width, height)))),
    box('mdat', Buffer.alloc(100)),
  ]);
const avifSequence = (frames: number) => {
  const size = Buffer.alloc(84);
  size.writeUInt32BE(320 * 0x1_0000, 76);
  size.writeUInt32BE(200 * 0x1_0000, 80);
  const count = Buffer.alloc(12);
  count.writeUInt32BE(frames, 8);
  return Buffer.concat([
    ftyp('avis', 'msf1'),
    box('moov', box('trak', box('tkhd', size), box('mdia', box('minf', box('stbl', box('stsz', count)))))),
  ]);
};
const animatedWebp = (frames: number) =>
  webp(
    chunk('VP8X', hex('02 000000 2c0100 c70000')),
    ...Array.from({ length: frames }, () => chunk('ANMF', Buffer.alloc(16))),
  );

const sound: [string, Uint8Array, object][] = [
  ['a JPEG', jpeg, { type: 'image/jpeg', width: 256, height: 256, frames: 1 }],
  ['a PNG', png, { type: 'image/png', width: 256, height: 256, frames: 1 }],
  ['a GIF', blinkingGif(1, 30, 20), { type: 'image/gif', width: 30, height: 20, frames: 1 }],
  ['an animated GIF', blinkingGif(40), { type: 'image/gif', width: 2, height: 2, frames: 40 }],
  ['a GIF without its trailer', blinkingGif(3).subarray(0, -1), { type: 'image/gif', frames: 3 }],
  [
    'an animated PNG',
    blackPng(3, 2, [pngChunk('acTL', hex('00000007 00000000'))]),
    { type: 'image/png', width: 3, height: 2, frames: 7 },
  ],
  [
    'a lossy WebP',
    webp(chunk('VP8 ', hex('100200 9d012a 2c01 c800'))),
    { type: 'image/webp', width: 300, height: 200, frames: 1 },
  ],
  [
    'a lossless WebP',
    webp(chunk('VP8L', hex('2f 2bc13100'))),
    { type: 'image/webp', width: 300, height: 200 },
  ],
  ['an animated WebP', animatedWebp(5), { type: 'image/webp', width: 301, height: 200, frames: 5 }],
  ['an AVIF', avif(640, 480), { type: 'image/avif', width: 640, height: 480, frames: 1 }],
  ['an AVIF sequence', avifSequence(25), { type: 'image/avif', width: 320, height: 200, frames: 25 }],
];

describe('sniffPicture', () => {
  it.each(sound)('takes %s for what it is', (_name, bytes, expected) => {
    expect(sniffPicture(bytes)).toMatchObject({ ok: true, ...expected });
  });

  it.each([
    ['nothing', new Uint8Array(), 'not_a_picture'],
    ['a page', text('<!doctype html><html><svg></svg></html>'), 'not_a_picture'],
    ['a script', text('alert(1)'), 'not_a_picture'],
    ['a PDF', text('%PDF-1.7\n'), 'not_a_picture'],
    ['an SVG', text('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'unsupported_type'],
    [
      'an SVG behind a declaration and a comment',
      text('\ufeff<?xml version="1.0"?>\n<!-- a --><!DOCTYPE svg><svg width="1"/>'),
      'unsupported_type',
    ],
    ['a HEIC', ftyp('heic', 'mif1'), 'unsupported_type'],
    ['a film', ftyp('isom', 'mp41'), 'unsupported_type'],
    ['a BMP', text('BM and so on'), 'unsupported_type'],
    ['30,000 × 30,000 pixels of PNG', blackPng(30_000, 30_000), 'pixel_bomb'],
    ['a PNG that is very long', blackPng(20_000, 1), 'pixel_bomb'],
    ['a large AVIF', avif(65_535, 65_535), 'pixel_bomb'],
    ['many frames on a large screen', blinkingGif(400, 4_000, 4_000), 'pixel_bomb'],
    ['a frame that widens a small screen', wideFrame(), 'pixel_bomb'],
    ['10,000 frames of GIF', blinkingGif(10_000), 'too_many_frames'],
    ['10,000 frames of WebP', animatedWebp(10_000), 'too_many_frames'],
    ['10,000 frames of AVIF', avifSequence(10_000), 'too_many_frames'],
    [
      'a PNG that tells of four thousand million frames',
      blackPng(3, 2, [pngChunk('acTL', hex('ffffffff 00000000'))]),
      'too_many_frames',
    ],
    ['a PNG without pixels', blackPng(0, 2), 'damaged'],
    [
      'a PNG that begins with another chunk',
      Buffer.concat([png.subarray(0, 8), pngChunk('tEXt', text('a'.repeat(40)))]),
      'damaged',
    ],
    ['a JPEG that ends before a frame', hex('ffd8 ffe0 0002 ffd9'), 'damaged'],
    ['more bytes than allowed', new Uint8Array(strangersPictureLimits.maxBytes + 1), 'too_big'],
  ])('refuses %s', (_name, bytes, reason) => {
    expect(sniffPicture(bytes)).toEqual(refusal(reason));
  });

  it.each(sound)('tells that %s is cut off, wherever it is cut', (_name, bytes, expected) => {
    const { type } = expected as { type: string };
    for (let share = 0.05; share < 0.95; share += 0.09) {
      const cut = sniffPicture(bytes.subarray(0, Math.max(16, Math.floor(bytes.length * share))));
      // A GIF may end behind any of its frames.
      if (cut.ok) expect(type).toBe('image/gif');
      else expect(['truncated', 'damaged']).toContain(cut.reason);
    }
  });

  it('allows a person’s own picture more than a stranger’s', () => {
    const photograph = blackPng(8_160, 6_120);
    expect(sniffPicture(photograph)).toEqual(refusal('pixel_bomb'));
    expect(sniffPicture(photograph, ownPictureLimits)).toMatchObject({ ok: true, width: 8_160 });
  });

  it('reads what a PNG encoder writes', () => {
    const bytes = encode({ width: 7, height: 5, data: new Uint8Array(7 * 5 * 4), channels: 4 });
    expect(sniffPicture(bytes)).toEqual({ ok: true, type: 'image/png', width: 7, height: 5, frames: 1 });
  });
});

/** A GIF of 2 × 2 pixels by its screen, whose only frame stands at 60,000 × 60,000. */
function wideFrame(): Buffer {
  const bytes = blinkingGif(1);
  const frame = bytes.indexOf(hex('2c 0000 0000 0200 0200'));
  bytes.writeUInt16LE(60_000, frame + 1);
  bytes.writeUInt16LE(60_000, frame + 3);
  return bytes;
}

describe('sniffPicture, given anything', () => {
  const starts = sound.map(([, bytes]) => bytes.subarray(0, 2_000));
  const anything = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    // A sound beginning, bytes changed in it, and anything behind it.
    fc
      .tuple(
        fc.constantFrom(...starts),
        fc.array(fc.tuple(fc.nat(1_999), fc.constantFrom(0, 1, 0x7f, 0x80, 0xff)), { maxLength: 6 }),
        fc.uint8Array({ maxLength: 60 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
      )
      .map(([start, changes, rest, share]) => {
        const bytes = Uint8Array.from([...start.subarray(0, Math.ceil(start.length * share)), ...rest]);
        for (const [at, byte] of changes) if (at < bytes.length) bytes[at] = byte;
        return bytes;
      }),
    fc.string({ maxLength: 60 }).map((rest) => text(`<!--${'<!-- -->'.repeat(100)}${rest}`)),
  );

  it('answers within its limits or with a reason, and never throws', () => {
    fc.assert(
      fc.property(anything, (bytes) => {
        const sniffed = sniffPicture(bytes);
        if (!sniffed.ok) return pictureRefusals.includes(sniffed.reason);
        const { width, height, frames } = sniffed;
        const { maxPixels, maxSide, maxFrames, maxTotalPixels } = strangersPictureLimits;
        return (
          [width, height, frames].every((value) => Number.isInteger(value) && value >= 1) &&
          Math.max(width, height) <= maxSide &&
          width * height <= maxPixels &&
          frames <= maxFrames &&
          width * height * frames <= maxTotalPixels
        );
      }),
      { numRuns: 3_000 },
    );
  });
});
