import type { RandomBytes } from '@sotto/protocol';

/** How long a key seals new tickets, and after how long it is erased: then nobody can link a match of that day. */
export const dayMs = 24 * 60 * 60_000;
export const dayKeyLifeMs = 72 * 60 * 60_000;

export const dayKeyBytes = 32;
export const dayKeyIdBytes = 8;
const encodedBytes = dayKeyIdBytes + dayKeyBytes + 8;

/** K_day: seals the match tickets of one day (UTC). */
export interface DayKey {
  /** Days since the epoch. */
  readonly day: number;
  /** Names the key in the tickets that it sealed; 8 random bytes. */
  readonly id: Buffer;
  readonly key: Buffer;
  readonly madeAtMs: number;
}

export function dayOf(nowMs: number): number {
  return Math.floor(nowMs / dayMs);
}

export function makeDayKey(nowMs: number, randomBytes: RandomBytes): DayKey {
  const random = randomBytes(dayKeyIdBytes + dayKeyBytes);
  // A view: a copy would stay behind when the key is overwritten.
  const bytes = Buffer.from(random.buffer, random.byteOffset, random.length);
  return {
    day: dayOf(nowMs),
    id: bytes.subarray(0, dayKeyIdBytes),
    key: bytes.subarray(dayKeyIdBytes),
    madeAtMs: nowMs,
  };
}

/** When the key goes, in milliseconds since the epoch. */
export function erasedAtMs({ madeAtMs }: Pick<DayKey, 'madeAtMs'>): number {
  return madeAtMs + dayKeyLifeMs;
}

/** The caller overwrites the bytes when they are where they belong. id 8 ‖ key 32 ‖ made at u64, big-endian. */
export function encodeDayKey({ id, key, madeAtMs }: DayKey): Buffer {
  // Not from the pool that other buffers share.
  const bytes = Buffer.alloc(encodedBytes);
  id.copy(bytes, 0);
  key.copy(bytes, dayKeyIdBytes);
  bytes.writeBigUInt64BE(BigInt(madeAtMs), dayKeyIdBytes + dayKeyBytes);
  return bytes;
}

/** Takes the bytes over, and views them. `undefined` for what {@link encodeDayKey} did not write. */
export function decodeDayKey(day: number, bytes: Buffer): DayKey | undefined {
  if (bytes.length !== encodedBytes) return undefined;
  const madeAtMs = Number(bytes.readBigUInt64BE(dayKeyIdBytes + dayKeyBytes));
  if (!Number.isSafeInteger(madeAtMs)) return undefined;
  const keyEnd = dayKeyIdBytes + dayKeyBytes;
  return { day, id: bytes.subarray(0, dayKeyIdBytes), key: bytes.subarray(dayKeyIdBytes, keyEnd), madeAtMs };
}
