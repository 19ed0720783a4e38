import { readFileSync } from 'node:fs';
import { vectorFolder } from './index.ts';

/** A committed vector: its bytes are in hexadecimal. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Vector = any;

/** The vectors of a committed file. */
export function readVectors(name: string): readonly Vector[] {
  return JSON.parse(readFileSync(new URL(`${name}.json`, vectorFolder), 'utf8')).vectors;
}

/** The bytes of a field. @throws where it is no hexadecimal. */
export function hex(text: string): Uint8Array<ArrayBuffer> {
  const bytes = Uint8Array.from(Buffer.from(text, 'hex'));
  if (bytes.length * 2 !== text.length) throw new Error('not hexadecimal');
  return bytes;
}
