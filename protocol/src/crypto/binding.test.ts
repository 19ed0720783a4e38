import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex, type Bytes } from '../bytes.ts';
import { transcriptHash, type TranscriptInput } from './binding.ts';

function card(first: number) {
  const filled = (byte: number): Bytes => new Uint8Array(32).fill(byte);
  return { sign: filled(first), seal: filled(first + 1), fingerprint: filled(first + 2) };
}

const input: TranscriptInput = {
  matchId: 'AAECAwQFBgcICQoLDA0ODw',
  initiator: card(0x10),
  answerer: card(0x20),
  iat: 1_790_000_000_123,
};

describe('transcriptHash', () => {
  it('repeats the golden vector, computed with Python from the layout in its comment', () => {
    expect(toHex(transcriptHash(input))).toBe(
      '4e39ec1ec9a50e8cdfefd2f8d527c589eecf68d77a583307fc7faf07b2bb49c7',
    );
  });

  it('changes with each single bit of each part', () => {
    const golden = toHex(transcriptHash(input));
    const side = fc.constantFrom('initiator' as const, 'answerer' as const);
    const part = fc.constantFrom('sign' as const, 'seal' as const, 'fingerprint' as const);
    fc.assert(
      fc.property(side, part, fc.nat(255), (of, what, bit) => {
        const changed = input[of][what].slice();
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const hash = transcriptHash({ ...input, [of]: { ...input[of], [what]: changed } });
        expect(toHex(hash)).not.toBe(golden);
      }),
    );
    expect(toHex(transcriptHash({ ...input, iat: input.iat + 1 }))).not.toBe(golden);
    expect(toHex(transcriptHash({ ...input, matchId: 'AAECAwQFBgcICQoLDA0ODg' }))).not.toBe(golden);
  });

  it('tells the roles apart', () => {
    const swapped = transcriptHash({ ...input, initiator: input.answerer, answerer: input.initiator });
    expect(swapped).not.toEqual(transcriptHash(input));
  });

  it('refuses parts of another width, which could be read as another match', () => {
    const shifted = { ...input.initiator, sign: new Uint8Array(31), seal: new Uint8Array(33) };
    expect(() => transcriptHash({ ...input, initiator: shifted })).toThrow(RangeError);
    expect(() => transcriptHash({ ...input, matchId: 'AAEC' })).toThrow(RangeError);
    expect(() => transcriptHash({ ...input, iat: 0.5 })).toThrow(RangeError);
  });
});
