import { readPng } from '../../convert/png.ts';
import type { Pixels } from '../picture/pixels.ts';
import type { PictureClass } from '../types.ts';

/** The classes that there is a synthetic positive for; see `samples/README.md`. */
export const sampleClasses = ['hentai', 'porn', 'sexy'] as const satisfies readonly PictureClass[];
export type SampleClass = (typeof sampleClasses)[number];

/** The file of a synthetic positive. */
export const sampleFile = (name: SampleClass, type: 'png' | 'jpg'): URL =>
  new URL(`../../samples/${name}.${type}`, import.meta.url);

/** A synthetic positive, decoded. */
export const readSample = (name: SampleClass): Pixels => readPng(sampleFile(name, 'png'));
