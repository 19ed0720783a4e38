/** Pictures for tests, benches and fault runs: drawn, made byte by byte, or the synthetic positives. */
export { draw, painters } from './testing/drawings.ts';
export { blackPng, blinkingGif, pngChunk } from './testing/picture-files.ts';
export { readSample, sampleClasses, sampleFile, type SampleClass } from './testing/samples.ts';
