import { readFileSync } from 'node:fs';
import { blackPng, blinkingGif, pngChunk, sampleFile } from '@sotto/moderation-models/testing';
import { camera, exif, withSegment } from './exif.ts';
import { contentOf, expect, photograph, places, test } from './lab.ts';

const jpeg = readFileSync(sampleFile('porn', 'jpg'));
const red = [255, 0, 0];
const blue = [0, 0, 255];
const firstSegment = 0xe1;

/** Colours come back from a JPEG a little changed. */
const near = (colour: readonly number[]) =>
  colour.map((level) => expect.closeTo(level, -1.5)) as unknown as number[];

const hostile: readonly [string, Uint8Array, string][] = [
  ['a PNG of 30,000 × 30,000 pixels', blackPng(30_000, 30_000), 'pixel_bomb'],
  ['a GIF of 10,000 frames', blinkingGif(10_000), 'too_many_frames'],
  ['a JPEG that is cut off', jpeg.subarray(0, jpeg.length / 2), 'truncated'],
  ['a page', Buffer.from('<!doctype html><script>alert(1)</script>'), 'not_a_picture'],
  ['a PNG whose pixels are noise', noisyPng(), 'damaged'],
];

for (const where of places) {
  test(`what would hurt is refused with a reason, in a ${where}, and the page goes on`, async ({ lab }) => {
    for (const [name, file, reason] of hostile) {
      expect(await lab.prepare(file, where), name).toEqual({ ok: false, reason });
      expect(await lab.open(file, where), name).toEqual({ ok: false, reason });
    }
    expect(await lab.prepare(jpeg, where)).toMatchObject({ ok: true, width: 256, height: 256 });
  });

  test(`an SVG named .png is refused, in a ${where}`, async ({ lab }) => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
    const refused = { ok: false, reason: 'unsupported_type' };
    expect(await lab.prepare(svg, where, 'picture.png')).toEqual(refused);
    expect(await lab.open(svg, where, 'picture.png')).toEqual(refused);
  });
}

test('more bytes than a stranger may send are not looked at', async ({ lab }) => {
  const file = Buffer.concat([jpeg, Buffer.alloc(10_000_000)]);
  expect(await lab.open(file)).toEqual({ ok: false, reason: 'too_big' });
});

test('nothing of a photograph is sent but its pixels, upright', async ({ lab }) => {
  const plain = await photograph(lab.page, 'image/jpeg', 300, 200);
  const taken = Buffer.concat([
    withSegment(withSegment(plain, 0xfe, Buffer.from(`a comment by ${camera}`)), firstSegment, exif(6)),
    Buffer.from(`the film behind it, by ${camera}`),
  ]);
  expect(taken.includes(camera)).toBe(true);
  const report = await lab.prepare(taken);
  expect(report).toMatchObject({ ok: true, type: 'image/jpeg', width: 200, height: 300 });
  const sent = contentOf(report);
  for (const trace of [camera, 'Exif', 'II*', 'comment']) expect(sent.includes(trace), trace).toBe(false);
  // Turned by a quarter, what was left is at the top.
  const shown = await lab.open(sent);
  expect(shown).toMatchObject({ ok: true, corners: [near(red)] });
});

test('nothing of a PNG is sent but its pixels', async ({ lab }) => {
  const text = pngChunk('tEXt', Buffer.from(`Author\0${camera}`));
  const place = pngChunk('eXIf', exif(1).subarray(6));
  const file = Buffer.concat([blackPng(20, 10, [text, place]), Buffer.from(camera)]);
  const report = await lab.prepare(file);
  expect(report).toMatchObject({ ok: true, type: 'image/png', width: 20, height: 10 });
  const sent = contentOf(report);
  for (const trace of [camera, 'tEXt', 'eXIf', 'II*']) expect(sent.includes(trace), trace).toBe(false);
});

test('a large photograph is made smaller and keeps its shape, turned or not', async ({ lab }) => {
  const plain = await photograph(lab.page, 'image/jpeg', 6_000, 4_000);
  // 1,365⅓: browsers round it either way.
  const shorter = expect.closeTo(1_365.5, -0.1);
  const lying = await lab.prepare(plain);
  expect(lying).toMatchObject({ ok: true, width: 2_048, height: shorter });
  const standing = await lab.prepare(withSegment(plain, firstSegment, exif(6)));
  expect(standing).toMatchObject({ ok: true, width: shorter, height: 2_048 });
  expect(await lab.open(contentOf(lying))).toMatchObject({ corners: [near(red)] });
  expect(await lab.open(contentOf(standing))).toMatchObject({ corners: [near(red)] });
  // A stranger has no reason to send one that large.
  expect(await lab.open(plain)).toEqual({ ok: false, reason: 'pixel_bomb' });
});

test('an animation is shown and sent as its first frame, and the model looks at others too', async ({
  lab,
}) => {
  const gif = blinkingGif(100);
  const sent = await lab.prepare(gif);
  expect(sent).toMatchObject({ ok: true, type: 'image/png', width: 2, height: 2, animated: true });
  expect(await lab.open(contentOf(sent))).toMatchObject({ ok: true, animated: false, corners: [red] });
  const opened = await lab.open(gif, 'worker');
  if (!opened.ok) throw new Error(opened.reason);
  expect(opened.animated).toBe(true);
  expect(opened.corners).toHaveLength(8);
  expect(opened.corners).toContainEqual(red);
  expect(opened.corners).toContainEqual(blue);
});

test('every type that is taken can be opened', async ({ lab }) => {
  for (const type of ['image/jpeg', 'image/png', 'image/webp'])
    expect(await lab.open(await photograph(lab.page, type, 40, 30)), type).toMatchObject({
      ok: true,
      width: 40,
      height: 30,
      corners: [near(red)],
    });
  const avif = readFileSync(new URL('../../moderation-models/samples/red.avif', import.meta.url));
  expect(await lab.open(avif)).toMatchObject({
    ok: true,
    width: 96,
    height: 64,
    corners: [near([220, 40, 30])],
  });
});

test('see-through pixels are laid on white, for the eye as for the model', async ({ lab }) => {
  const clear = await lab.page.evaluate(async () => {
    const canvas = new OffscreenCanvas(4, 4);
    canvas.getContext('2d');
    const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
    return btoa(String.fromCharCode(...bytes));
  });
  const opened = await lab.open(Buffer.from(clear, 'base64'));
  expect(opened).toMatchObject({ ok: true, corners: [[255, 255, 255]] });
  expect(await lab.open(contentOf(opened))).toMatchObject({ ok: true, corners: [[255, 255, 255]] });
});

test('a browser that hides its canvas from pages is told apart from a white picture', async ({ lab }) => {
  await lab.page.evaluate(() => {
    OffscreenCanvasRenderingContext2D.prototype.getImageData = (_x, _y, width, height) =>
      new ImageData(new Uint8ClampedArray(width * height * 4).fill(255), width, height);
  });
  expect(await lab.open(jpeg)).toEqual({ ok: false, reason: 'canvas_blocked' });
});

/** A PNG whose header and checksums are sound, and whose content is no packed pixels. */
function noisyPng(): Buffer {
  const sound = blackPng(50, 50);
  const content = sound.indexOf('IDAT') - 4;
  return Buffer.concat([
    sound.subarray(0, content),
    pngChunk('IDAT', Buffer.alloc(400, 0x5a)),
    pngChunk('IEND', new Uint8Array()),
  ]);
}
