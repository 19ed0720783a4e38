import { describe, expect, it } from 'vitest';
import { key32Schema, base64Url } from '../primitives.ts';
import { createIdentity, signRegistration, verifyRegistration } from './identity.ts';
import { systemRandomBytes } from './random.ts';

describe('an identity', () => {
  const identity = createIdentity(systemRandomBytes);
  const proof = 'eyJhbGdvcml0aG0iOiJTSEEtMjU2In0=';
  const signature = signRegistration(identity, proof);

  it('signs a registration that the wire schema and the verifier take', async () => {
    expect(key32Schema.safeParse(identity.publicKey).success).toBe(true);
    expect(base64Url(64).safeParse(signature).success).toBe(true);
    expect(await verifyRegistration({ publicKey: identity.publicKey, proof, signature })).toBe(true);
  });

  it('cannot register with the proof of another registration', async () => {
    expect(await verifyRegistration({ publicKey: identity.publicKey, proof: `${proof}x`, signature })).toBe(
      false,
    );
  });

  it("cannot register somebody else's key", async () => {
    const { publicKey } = createIdentity(systemRandomBytes);
    expect(await verifyRegistration({ publicKey, proof, signature })).toBe(false);
  });

  it('is the same for the same seed', () => {
    const zeros = (length: number) => new Uint8Array(length);
    expect(createIdentity(zeros)).toEqual(createIdentity(zeros));
    expect(createIdentity(zeros).publicKey).toBe('O2onvM62pC1io6jQKm8Nc2UyFXcd4kOmOsBIoYtZ2ik');
  });

  it('refuses texts that are not canonical base64url', async () => {
    expect(await verifyRegistration({ publicKey: `${identity.publicKey}=`, proof, signature })).toBe(false);
    expect(await verifyRegistration({ publicKey: identity.publicKey, proof, signature: '*' })).toBe(false);
  });
});
