import { readFileSync } from 'node:fs';

import { decode } from 'fast-png';

import type { PictureClass } from '../types.ts';
import type { Pixels } from '../picture/pixels.ts';

/** The classes that there is a synthetic positive for; see `samples/README.md`. */
export const sampleClasses = ['hentai', 'porn', 'sexy'] as const satisfies readonly PictureClass[];
export type SampleClass = (typeof sampleClasses)[number];

/** The file of a synthetic positive. */
export const sampleFile = (name: SampleClass, type: 'png' | 'jpg'): URL =>
  new URL(`../../samples/${name}.${type}`, import.meta.url);

/** A synthetic positive, decoded. */
export const readSample = (name: SampleClass): Pixels => readPng(sampleFile(name, 'png'));

/** The pixels of a PNG, opaque. @throws where it is none of three channels of 8 bits */
export function readPng(file: URL | string): Pixels {
  const { width, height, data, channels, depth } = decode(readFileSync(file));
  if (channels !== 3 || depth !== 8) throw new Error(`${file} has ${channels} channels of ${depth} bits`);
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let at = 0; at < width * height; at += 1) rgba.set(data.subarray(at * 3, at * 3 + 3), at * 4);
  return { data: rgba, width, height };
}
