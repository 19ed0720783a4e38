import { createHmac, timingSafeEqual } from 'node:crypto';
import { fromBase64Url, toBase64Url, type RandomBytes } from '@sotto/protocol';
import type { UsedOnce } from '../../../challenge/once.ts';
import type { Clock } from '../../../ports.ts';

/** Challenges for passkeys. Nothing is stored of one before it comes back, so that asking for many fills nothing. */
export interface PasskeyChallenges {
  /** @param purpose what it is good for, and for nothing else. */
  make(purpose: string): string;
  /** Whether it was made here for this purpose, not too long ago, and is used for the first time. */
  use(challenge: string, purpose: string): Promise<boolean>;
}

/** A person has to find a key and touch it. */
export const challengeLifeMs = 5 * 60_000;

const nonceBytes = 16;
const timeBytes = 8;
const headBytes = nonceBytes + timeBytes;

export interface ChallengeParts {
  readonly key: Uint8Array;
  readonly used: UsedOnce;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
}

/** A challenge is `nonce 16 ‖ end u64 ‖ HMAC-SHA-256(purpose ‖ nonce ‖ end) 32`, in base64url. */
export function createPasskeyChallenges({
  key,
  used,
  clock,
  randomBytes,
}: ChallengeParts): PasskeyChallenges {
  const tagOf = (purpose: string, head: Uint8Array): Buffer =>
    createHmac('sha256', key).update(`passkey-challenge\0${purpose}\0`).update(head).digest();
  return {
    make: (purpose) => {
      const end = Buffer.alloc(timeBytes);
      end.writeBigUInt64BE(BigInt(clock() + challengeLifeMs));
      const head = Buffer.concat([randomBytes(nonceBytes), end]);
      return toBase64Url(Buffer.concat([head, tagOf(purpose, head)]));
    },
    use: async (challenge, purpose) => {
      const bytes = fromBase64Url(challenge);
      if (bytes === undefined) return false;
      const head = bytes.subarray(0, headBytes);
      const tag = tagOf(purpose, head);
      if (bytes.length !== headBytes + tag.length) return false;
      if (!timingSafeEqual(bytes.subarray(headBytes), tag)) return false;
      const endMs = Number(Buffer.from(head.subarray(nonceBytes)).readBigUInt64BE());
      if (clock() >= endMs) return false;
      return used.claim(`passkey:${challenge}`, endMs);
    },
  };
}
