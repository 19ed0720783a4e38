import { describe, expect, it } from 'vitest';
import { closeCodes, retryAfterClose } from './close-codes.ts';

describe('close codes', () => {
  it('are distinct, and of a kind that an application may send (RFC 6455 §7.4)', () => {
    const codes = Object.values(closeCodes).map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes)
      expect((code >= 1009 && code <= 1012) || (code >= 4000 && code <= 4999)).toBe(true);
  });

  it('say what to do, and a cut connection is worth a resume', () => {
    expect(retryAfterClose(closeCodes.replaced.code)).toBe('never');
    expect(retryAfterClose(closeCodes.sessionEnded.code)).toBe('anew');
    expect(retryAfterClose(closeCodes.serviceRestart.code)).toBe('resume');
    expect(retryAfterClose(1006)).toBe('resume');
  });
});
