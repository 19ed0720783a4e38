import { deflateSync } from 'node:zlib';
import { pngChunk } from '@sotto/moderation-models/testing';

/** A PNG of noise, which hardly shrinks: `side` × `side` pixels, always the same for the same side. */
export function noisePng(side: number): Buffer {
  const rows = Buffer.alloc((1 + 3 * side) * side);
  let state = side;
  for (let at = 0; at < rows.length; at += 1) {
    // xorshift32
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    rows[at] = at % (1 + 3 * side) === 0 ? 0 : state & 0xff;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(rows)),
    pngChunk('IEND', new Uint8Array()),
  ]);
}

/** A picture as somebody chooses it. */
export function chosen(side: number): { name: string; mimeType: string; buffer: Buffer } {
  return { name: 'noise.png', mimeType: 'image/png', buffer: noisePng(side) };
}
