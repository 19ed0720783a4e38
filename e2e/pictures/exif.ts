/** A field of a TIFF directory: tag, type (2 text, 3 short, 4 long, 5 ratio), count, value or offset. */
type Field = readonly [tag: number, type: number, count: number, value: number];

function directory(fields: readonly Field[]): Buffer {
  const bytes = Buffer.alloc(2 + fields.length * 12 + 4);
  bytes.writeUInt16LE(fields.length, 0);
  fields.forEach(([tag, type, count, value], at) => {
    bytes.writeUInt16LE(tag, 2 + at * 12);
    bytes.writeUInt16LE(type, 4 + at * 12);
    bytes.writeUInt32LE(count, 6 + at * 12);
    bytes.writeUInt32LE(value, 10 + at * 12);
  });
  return bytes;
}

const ratios = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 8);
  values.forEach((value, at) => {
    bytes.writeUInt32LE(value, at * 8);
    bytes.writeUInt32LE(1, at * 8 + 4);
  });
  return bytes;
};

/** What the tests look for in the bytes that leave the device. */
export const camera = 'Camera of Jane Doe';

/** An Exif block (CIPA DC-008): a camera's name, how the picture is turned (1 to 8), and a place on the map. */
export function exif(orientation: number): Buffer {
  const main = 8;
  const mainLength = 2 + 3 * 12 + 4;
  const name = Buffer.from(`${camera}\0`);
  const gps = main + mainLength + name.length;
  const gpsLength = 2 + 4 * 12 + 4;
  const letter = (text: string) => text.charCodeAt(0);
  return Buffer.concat([
    Buffer.from('Exif\0\0II*\0\x08\0\0\0', 'latin1'),
    directory([
      [0x0110, 2, name.length, main + mainLength],
      [0x0112, 3, 1, orientation],
      [0x8825, 4, 1, gps],
    ]),
    name,
    directory([
      [1, 2, 2, letter('N')],
      [2, 5, 3, gps + gpsLength],
      [3, 2, 2, letter('E')],
      [4, 5, 3, gps + gpsLength + 24],
    ]),
    ratios(52, 31, 12),
    ratios(13, 24, 36),
  ]);
}

/** A JPEG with a segment put before all others. */
export function withSegment(jpeg: Buffer, marker: number, data: Buffer): Buffer {
  const head = Buffer.of(0xff, marker, 0, 0);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, data, jpeg.subarray(2)]);
}
