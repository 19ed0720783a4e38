import type { Redis } from 'ioredis';
import { CannotStart } from '../cannot-start.ts';
import type { Clock } from '../ports.ts';
import { dayKeyBytes, dayKeyIdBytes, dayOf, erasedAtMs, type DayKey } from './day-key.ts';
import type { DayKeyStore } from './day-keys.ts';
import { unwrapKey, wrapKey, wrapOverheadBytes } from './key-wrap.ts';

const prefix = 'sotto:day-key:';

/** Days whose keys may still live, around today: clocks of nodes may differ by some minutes at midnight. */
const daysBack = 4;
const daysAhead = 1;

const wrappedBytes = dayKeyBytes + wrapOverheadBytes;
const encodedBytes = dayKeyIdBytes + wrappedBytes + 8;

/**
 * Day keys in Redis, which all nodes share and which forgets each in time by itself. Each is wrapped: neither Redis nor what passes through the
 * buffers of a connection, which nobody can overwrite, holds one that works without the operator's secret.
 *
 *     id 8 ‖ wrapped key 40 ‖ made at u64, big-endian
 */
export function createDayKeyRedis(redis: Redis, wrapping: Uint8Array, clock: Clock): DayKeyStore {
  const read = async (day: number): Promise<DayKey | undefined> => {
    const bytes = await redis.getBuffer(`${prefix}${day}`);
    return bytes === null ? undefined : decode(day, bytes, wrapping);
  };
  return {
    load: async () => {
      const today = dayOf(clock());
      const days = Array.from({ length: daysBack + 1 + daysAhead }, (_, i) => today - daysBack + i);
      const keys = await Promise.all(days.map(read));
      return keys.filter((key) => key !== undefined);
    },
    keep: async (proposed) => {
      const leftMs = Math.max(1, erasedAtMs(proposed) - clock());
      await redis.set(`${prefix}${proposed.day}`, encode(proposed, wrapping), 'PX', leftMs, 'NX');
      const kept = await read(proposed.day);
      if (kept === undefined)
        throw new CannotStart(
          'The keys of match tickets in Redis cannot be read: EVIDENCE_SECRET must be the same on every node. ' +
            'After a change of it, remove sotto:day-key:* from Redis.',
        );
      return kept;
    },
    erase: async (day) => void (await redis.del(`${prefix}${day}`)),
  };
}

function encode({ id, key, madeAtMs }: DayKey, wrapping: Uint8Array): Buffer {
  const madeAt = Buffer.alloc(8);
  madeAt.writeBigUInt64BE(BigInt(madeAtMs));
  return Buffer.concat([id, wrapKey(wrapping, key), madeAt]);
}

function decode(day: number, bytes: Buffer, wrapping: Uint8Array): DayKey | undefined {
  if (bytes.length !== encodedBytes) return undefined;
  const wrappedEnd = dayKeyIdBytes + wrappedBytes;
  const madeAtMs = Number(bytes.readBigUInt64BE(wrappedEnd));
  const key = unwrapKey(wrapping, bytes.subarray(dayKeyIdBytes, wrappedEnd));
  if (key?.length !== dayKeyBytes || !Number.isSafeInteger(madeAtMs)) return undefined;
  return { day, id: Buffer.from(bytes.subarray(0, dayKeyIdBytes)), key, madeAtMs };
}
