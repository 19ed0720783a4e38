import { readFileSync } from 'node:fs';

import { decode } from 'fast-png';

import type { Pixels } from '../src/picture/pixels.ts';

/** The pixels of a PNG, opaque. @throws where it is none of three channels of 8 bits */
export function readPng(file: URL | string): Pixels {
  const { width, height, data, channels, depth } = decode(readFileSync(file));
  if (channels !== 3 || depth !== 8) throw new Error(`${file} has ${channels} channels of ${depth} bits`);
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let at = 0; at < width * height; at += 1) rgba.set(data.subarray(at * 3, at * 3 + 3), at * 4);
  return { data: rgba, width, height };
}
