import { describe, expect, it } from 'vitest';
import { fromHex } from '../bytes.ts';
import { safetyCode, safetyCodeLength } from './safety-code.ts';
import { safetySymbols } from './safety-symbols.ts';

const tx = fromHex('4e39ec1ec9a50e8cdfefd2f8d527c589eecf68d77a583307fc7faf07b2bb49c7') ?? new Uint8Array();

describe('safetyCode', () => {
  it("repeats the golden code, its bits from Python's PBKDF2", async () => {
    const golden = [7, 55, 0, 44, 56, 51, 62, 6];
    expect(await safetyCode(tx)).toEqual(golden.map((index) => safetySymbols[index]));
  });

  it('has eight symbols and differs for another transcript', async () => {
    const other = await safetyCode(new Uint8Array(32));
    expect(other).toHaveLength(safetyCodeLength);
    expect(other).not.toEqual(await safetyCode(tx));
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
