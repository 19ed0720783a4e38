import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex, type Bytes } from '../bytes.ts';
import { safetyCode, safetyCodeLength, safetyCommitment } from './safety-code.ts';
import { safetySymbols } from './safety-symbols.ts';

const tx = fromHex('4e39ec1ec9a50e8cdfefd2f8d527c589eecf68d77a583307fc7faf07b2bb49c7') ?? new Uint8Array();
const nonces = { initiator: filled(0xa1), answerer: filled(0xb2) };

function filled(byte: number, length = 32): Bytes {
  return new Uint8Array(length).fill(byte);
}

function flipped(bytes: Bytes, bit: number): Bytes {
  const changed = bytes.slice();
  changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return changed;
}

const anyBit = fc.nat(255);

describe('safetyCommitment', () => {
  it('repeats the golden vector, computed with Python from the layout in its comment', () => {
    expect(toHex(safetyCommitment(tx, nonces.initiator))).toBe(
      'e910b08dcebb6dac89285000c2f5326d89f360adf97cd959d57d7d16c5536183',
    );
  });

  it('changes with each single bit of the nonce and of the match', () => {
    const golden = safetyCommitment(tx, nonces.initiator);
    fc.assert(
      fc.property(anyBit, (bit) => {
        expect(safetyCommitment(tx, flipped(nonces.initiator, bit))).not.toEqual(golden);
        expect(safetyCommitment(flipped(tx, bit), nonces.initiator)).not.toEqual(golden);
      }),
    );
  });

  it('refuses parts of another width, which could be read as other parts', () => {
    expect(() => safetyCommitment(filled(1, 31), filled(2, 33))).toThrow(RangeError);
    expect(() => safetyCommitment(filled(1, 33), filled(2, 31))).toThrow(RangeError);
  });
});

describe('safetyCode', () => {
  it('repeats the golden code, computed with Python from the layout in its comment', () => {
    const golden = [10, 23, 49, 27, 19, 25, 25, 45];
    expect(safetyCode(tx, nonces)).toEqual(golden.map((index) => safetySymbols[index]));
  });

  it('has eight symbols and changes with each single bit of the match and of both nonces', () => {
    const golden = safetyCode(tx, nonces);
    expect(golden).toHaveLength(safetyCodeLength);
    fc.assert(
      fc.property(anyBit, (bit) => {
        expect(safetyCode(flipped(tx, bit), nonces)).not.toEqual(golden);
        for (const side of ['initiator', 'answerer'] as const)
          expect(safetyCode(tx, { ...nonces, [side]: flipped(nonces[side], bit) })).not.toEqual(golden);
      }),
    );
  });

  it('tells the roles apart', () => {
    const swapped = { initiator: nonces.answerer, answerer: nonces.initiator };
    expect(safetyCode(tx, swapped)).not.toEqual(safetyCode(tx, nonces));
  });

  it('refuses parts of another width', () => {
    expect(() => safetyCode(filled(1, 31), nonces)).toThrow(RangeError);
    expect(() => safetyCode(tx, { initiator: filled(1, 33), answerer: filled(2, 31) })).toThrow(RangeError);
  });
});

describe('safetySymbols', () => {
  it('are 64 different pictures with 64 different names', () => {
    expect(safetySymbols).toHaveLength(64);
    expect(new Set(safetySymbols.map(({ emoji }) => emoji)).size).toBe(64);
    expect(new Set(safetySymbols.map(({ name }) => name)).size).toBe(64);
  });

  it('are one picture each on the screen', () => {
    const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
    for (const { emoji } of safetySymbols) expect([...segmenter.segment(emoji)]).toHaveLength(1);
  });
});
