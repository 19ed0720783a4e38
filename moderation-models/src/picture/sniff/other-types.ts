import { brandsOf } from './avif.ts';
import { fourLetters, startsWith } from './bytes.ts';

const starts: readonly (readonly number[])[] = [
  [0x42, 0x4d], // BMP
  [0x49, 0x49, 0x2a, 0x00], // TIFF, little-endian, and most raw formats
  [0x4d, 0x4d, 0x00, 0x2a], // TIFF, big-endian
  [0x00, 0x00, 0x01, 0x00], // icons
  [0xff, 0x0a], // JPEG XL
  [0x00, 0x00, 0x00, 0x0c, 0x4a, 0x58, 0x4c, 0x20], // JPEG XL in boxes
  [0x00, 0x00, 0x00, 0x0c, 0x6a, 0x50, 0x20, 0x20], // JPEG 2000
  [0x38, 0x42, 0x50, 0x53], // Photoshop
  [0x1a, 0x45, 0xdf, 0xa3], // WebM
];
/** How far into a text its first element is looked for. */
const textStart = 1_024;

/** What may stand before the first element of an XML document, and what ends it. */
const preludes = [
  ['<?', '?>'],
  ['<!--', '-->'],
  ['<!', '>'],
] as const;

/** Whether the first element of a text is `svg`; each step cuts the text, so it ends. */
function isSvg(text: string): boolean {
  let rest = text.trimStart();
  for (;;) {
    const [start, end] = preludes.find(([start]) => rest.startsWith(start)) ?? [];
    if (start === undefined || end === undefined) return /^<(?:\w{1,40}:)?svg[\s>]/i.test(rest);
    const at = rest.indexOf(end, start.length);
    if (at === -1) return false;
    rest = rest.slice(at + end.length).trimStart();
  }
}

/** Whether this is a picture or film of a kind that isn't taken, so that the person can be told which kinds are. */
export function isOtherMedia(bytes: Uint8Array): boolean {
  if (starts.some((start) => startsWith(bytes, start)) || brandsOf(bytes).length > 0) return true;
  if (fourLetters(bytes, 0) === 'RIFF' && fourLetters(bytes, 8) === 'AVI ') return true;
  return isSvg(new TextDecoder().decode(bytes.subarray(0, textStart)));
}
