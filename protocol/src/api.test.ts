import { describe, expect, it } from 'vitest';
import { registerRequestSchema, registrationMessage } from './api.ts';
import { toBase64Url, toHex, utf8 } from './bytes.ts';
import { createIdentity, signRegistration } from './crypto/identity.ts';

describe('registrationMessage', () => {
  it('is the domain, a zero byte and the proof', () => {
    expect(toHex(registrationMessage('proof'))).toBe(
      `${toHex(utf8('sotto/register/1'))}00${toHex(utf8('proof'))}`,
    );
  });
});

describe('a registration', () => {
  const identity = createIdentity((length) => new Uint8Array(length).fill(5));
  const request = {
    nickname: 'ann',
    adult: true,
    publicKey: identity.publicKey,
    proof: 'proof',
    signature: signRegistration(identity, 'proof'),
  };

  it('fits its schema as a device makes it', () => {
    expect(registerRequestSchema.safeParse(request).success).toBe(true);
  });

  it.each([
    ['a key too short', { publicKey: toBase64Url(new Uint8Array(31)) }],
    ['a signature with padding', { signature: `${request.signature}==` }],
    ['an age that is no yes or no', { adult: 'yes' }],
    ['an empty proof', { proof: '' }],
    ['a field that nobody knows', { email: 'ann@example.org' }],
  ])('is refused with %s', (_what, change) => {
    expect(registerRequestSchema.safeParse({ ...request, ...change }).success).toBe(false);
  });
});
