import { createHmac, hkdfSync } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { unwrapKey, wrapKey } from '../../evidence/key-wrap.ts';

/** The second factor: codes of an authenticator app (RFC 6238: SHA-1, six digits, 30 seconds, which every app takes). */
export interface SecondFactor {
  /**
   * The secret that an invitation offers, the same each time it is opened: nothing is stored before it is accepted.
   * 24 bytes, more than RFC 4226 asks for and a multiple of eight, as wrapping needs.
   */
  secretFor(invitationHash: Uint8Array): Uint8Array;
  wrap(moderatorId: string, secret: Uint8Array): Uint8Array;
  /** @throws where the secret was stored under another key, or for another moderator. */
  unwrap(moderatorId: string, wrapped: Uint8Array): Uint8Array;
}

const secretBytes = 24;
const periodS = 30;
/** Steps by which a clock may be off either way. */
const window = 1;

export function createSecondFactor(key: Uint8Array): SecondFactor {
  const wrappingKey = (moderatorId: string): Uint8Array =>
    new Uint8Array(hkdfSync('sha256', key, '', `totp-wrap\0${moderatorId}`, 32));
  return {
    secretFor: (invitationHash) =>
      createHmac('sha256', key)
        .update('totp-secret\0')
        .update(invitationHash)
        .digest()
        .subarray(0, secretBytes),
    wrap: (moderatorId, secret) => wrapKey(wrappingKey(moderatorId), secret),
    unwrap: (moderatorId, wrapped) => {
      const secret = unwrapKey(wrappingKey(moderatorId), wrapped);
      if (secret === undefined) throw new Error('EVIDENCE_SECRET is another than when this account was made');
      return secret;
    },
  };
}

/** The time step that a code is of, if it is of one near `nowMs`. Whoever takes it must see that no step is taken twice. */
export function stepOf(code: string, secret: Uint8Array, nowMs: number): number | undefined {
  // What has other than ASCII digits makes the library throw.
  if (!/^\d{6}$/.test(code)) return undefined;
  const delta = TOTP.validate({
    token: code,
    secret: otpSecret(secret),
    period: periodS,
    timestamp: nowMs,
    window,
  });
  return delta === null ? undefined : TOTP.counter({ period: periodS, timestamp: nowMs }) + delta;
}

/** What a person types into an app that can't scan. */
export function base32Of(secret: Uint8Array): string {
  return otpSecret(secret).base32;
}

function otpSecret(secret: Uint8Array): Secret {
  return new Secret({ buffer: Uint8Array.from(secret).buffer });
}
