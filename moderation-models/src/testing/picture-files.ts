import { crc32, deflateSync } from 'node:zlib';

const bytesOf = (...parts: (string | number | Uint8Array)[]): Buffer =>
  Buffer.concat(
    parts.map((part) =>
      typeof part === 'string'
        ? Buffer.from(part, 'latin1')
        : typeof part === 'number'
          ? Buffer.of(part)
          : part,
    ),
  );
const u16le = (value: number) => Buffer.of(value & 0xff, value >> 8);
const u32be = (value: number) =>
  Buffer.of(value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff);

/** A chunk of a PNG, with its checksum. */
export function pngChunk(name: string, data: Uint8Array): Buffer {
  const named = bytesOf(name, data);
  return bytesOf(u32be(data.length), named, u32be(crc32(named)));
}

/** A sound PNG of one bit a pixel, all of it black: 30,000 × 30,000 of them take about 110 kB. */
export function blackPng(width: number, height: number, chunks: readonly Uint8Array[] = []): Buffer {
  const header = bytesOf(u32be(width), u32be(height), 1, 0, 0, 0, 0);
  const rows = deflateSync(Buffer.alloc((1 + Math.ceil(width / 8)) * height), { level: 9 });
  return bytesOf(
    '\x89PNG\r\n\x1a\n',
    pngChunk('IHDR', header),
    ...chunks,
    pngChunk('IDAT', rows),
    pngChunk('IEND', new Uint8Array()),
  );
}

/**
 * LZW codes of three bits: start afresh (4), two pixels, again, two pixels, the end (5). Starting afresh half-way
 * keeps the codes from growing.
 */
function fourPixels(colour: 0 | 1): Buffer {
  const codes = [4, colour, colour, 4, colour, colour, 5];
  const bits = codes.reduce((sum, code, at) => sum + code * 2 ** (3 * at), 0);
  return Buffer.of(bits & 0xff, (bits >> 8) & 0xff, bits >> 16);
}

/** One frame of a GIF of 2 × 2 pixels of one colour, shown for a tenth of a second. */
const gifFrame = (colour: 0 | 1): Buffer =>
  bytesOf(
    Buffer.of(0x21, 0xf9, 4, 0, 10, 0, 0, 0),
    Buffer.of(0x2c, 0, 0, 0, 0, 2, 0, 2, 0, 0),
    Buffer.of(2, 3),
    fourPixels(colour),
    0,
  );

/** A sound animation of 2 × 2 pixels whose frames take turns between red and blue, on a screen of the given size. */
export function blinkingGif(frames: number, width = 2, height = 2): Buffer {
  return bytesOf(
    'GIF89a',
    u16le(width),
    u16le(height),
    Buffer.of(0x80, 0, 0, 255, 0, 0, 0, 0, 255),
    ...Array.from({ length: frames }, (_, at) => gifFrame(at % 2 === 0 ? 0 : 1)),
    0x3b,
  );
}
