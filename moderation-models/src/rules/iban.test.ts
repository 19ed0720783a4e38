import { describe, expect, it } from 'vitest';
import { isIban } from './iban.ts';

describe('isIban', () => {
  it('knows account numbers as people write them', () => {
    for (const number of ['DE89 3704 0044 0532 0130 00', 'gb82west12345698765432', 'NO93 8601 1117 947']) {
      expect(isIban(number), number).toBe(true);
    }
  });

  it('lets numbers be that have the check digits only by chance', () => {
    expect(isIban('DE89 3704 0044 0532 0130 01')).toBe(false);
    expect(isIban('cf74c95defa1cbc7a8068fa7')).toBe(false);
    // The check digits hold, but no country is called so.
    expect(isIban('ZZ33 WEST 1234 5698 7654 32')).toBe(false);
  });
});
