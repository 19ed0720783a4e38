import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { base32Of, createSecondFactor, stepOf } from './totp.ts';

/** The key of RFC 6238, appendix B, whose eight digits end in the six of an app. */
const rfcSecret = Buffer.from('12345678901234567890');

describe('a code of an authenticator app', () => {
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('is that of RFC 6238 at %d seconds', (seconds, code) => {
    expect(stepOf(code, rfcSecret, seconds * 1_000)).toBe(Math.floor(seconds / 30));
  });

  it('is of its own step also where the clocks differ by one, and of none where they differ by more', () => {
    const step = Math.floor(1_111_111_109 / 30);
    expect(stepOf('081804', rfcSecret, (step + 1) * 30_000)).toBe(step);
    expect(stepOf('081804', rfcSecret, (step - 1) * 30_000)).toBe(step);
    expect(stepOf('081804', rfcSecret, (step + 2) * 30_000)).toBeUndefined();
    expect(stepOf('081804', rfcSecret, (step - 2) * 30_000)).toBeUndefined();
  });

  it('is nothing that only looks like one', () => {
    for (const code of ['81804', '0081804', '08180a', '', '08180４']) {
      expect(stepOf(code, rfcSecret, 1_111_111_109_000)).toBeUndefined();
    }
  });
});

describe('a stored secret', () => {
  const factor = createSecondFactor(randomBytes(32));
  const secret = factor.secretFor(randomBytes(32));

  it('comes back for its own moderator only', () => {
    const wrapped = factor.wrap('ann', secret);
    expect(Buffer.from(factor.unwrap('ann', wrapped))).toEqual(Buffer.from(secret));
    expect(() => factor.unwrap('ben', wrapped)).toThrow('EVIDENCE_SECRET');
    expect(Buffer.from(wrapped).includes(Buffer.from(secret).subarray(0, 8))).toBe(false);
  });

  it('opens under no other key', () => {
    expect(() => createSecondFactor(randomBytes(32)).unwrap('ann', factor.wrap('ann', secret))).toThrow();
  });

  it('is the same each time an invitation is opened, and another for another invitation', () => {
    const [one, two] = [randomBytes(32), randomBytes(32)];
    expect(factor.secretFor(one)).toEqual(factor.secretFor(one));
    expect(factor.secretFor(one)).not.toEqual(factor.secretFor(two));
    expect(base32Of(factor.secretFor(one))).toMatch(/^[A-Z2-7]{39}$/);
  });
});
