import type { Bytes } from '../../bytes.ts';
import type { Chance } from '../chance.ts';

/** Bytes that are well-formed, and where in them numbers of 1, 2, 4 or 8 bytes stand: lengths, counts, kinds. */
export interface ByteSeed {
  readonly bytes: Bytes;
  readonly fields: readonly (readonly [offset: number, width: number])[];
}

const mostOperations = 5;

/** A seed with a few things wrong with it; some are left as they are. */
export function mutatedBytes(chance: Chance, seeds: readonly ByteSeed[]): Bytes {
  const seed = chance.pick(seeds);
  if (chance.happens(0.03)) return chance.bytes(chance.below(300));
  let bytes: Bytes = seed.bytes.slice();
  for (let i = chance.below(mostOperations); i >= 0; i -= 1) bytes = mutatedOnce(chance, bytes, seed, seeds);
  return bytes;
}

function mutatedOnce(chance: Chance, bytes: Bytes, { fields }: ByteSeed, seeds: readonly ByteSeed[]): Bytes {
  if (bytes.length === 0) return chance.bytes(1 + chance.below(40));
  const at = chance.below(bytes.length);
  switch (chance.below(9)) {
    case 0:
      bytes[at] = (bytes[at] ?? 0) ^ (1 << chance.below(8));
      return bytes;
    case 1:
      bytes[at] = chance.pick([0, 1, 2, 3, 0x7f, 0x80, 0xfe, 0xff]);
      return bytes;
    case 2:
      return bytes.slice(0, at);
    case 3:
      return joined(bytes, chance.bytes(1 + chance.below(40)));
    case 4:
      return joined(bytes.subarray(0, at), bytes.subarray(Math.min(bytes.length, at + 1 + chance.below(40))));
    case 5: {
      const from = chance.below(bytes.length);
      return joined(
        bytes.subarray(0, at),
        bytes.subarray(from, from + chance.below(200)),
        bytes.subarray(at),
      );
    }
    case 6: {
      const other = chance.pick(seeds).bytes;
      return joined(bytes.subarray(0, at), other.subarray(chance.below(other.length + 1)));
    }
    default:
      if (fields.length > 0) write(bytes, chance.pick(fields), numberOf(chance));
      return bytes;
  }
}

/** Numbers at which readers break. */
function numberOf(chance: Chance): bigint {
  const power = 1n << BigInt(chance.below(64));
  return chance.pick([
    0n,
    1n,
    power,
    power - 1n,
    BigInt(chance.below(400)),
    BigInt(chance.u32()),
    2n ** 64n - 1n,
  ]);
}

function write(bytes: Bytes, [offset, width]: readonly [number, number], value: bigint): void {
  for (let i = 0; i < width && offset + i < bytes.length; i += 1)
    bytes[offset + i] = Number((value >> BigInt(8 * (width - 1 - i))) & 0xffn);
}

function joined(...parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
