import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { decisionOfReceipt, statementReceipt } from './receipt.ts';

const key = randomBytes(32);
const id = randomBytes(16).toString('base64url');

describe('the receipt of a statement', () => {
  it('leads to its decision, and is as long as that of a report', () => {
    const receipt = statementReceipt(key, id);
    expect(receipt).toMatch(/^[\w-]{43}$/);
    expect(decisionOfReceipt(key, receipt)).toBe(id);
  });

  it('can be made by nobody who knows the decision alone', () => {
    const receipt = Buffer.from(statementReceipt(key, id), 'base64url');
    for (let byte = 0; byte < receipt.length; byte += 1) {
      const changed = Buffer.from(receipt);
      changed.writeUInt8((changed.readUInt8(byte) + 1) % 256, byte);
      expect(decisionOfReceipt(key, changed.toString('base64url'))).toBeUndefined();
    }
    expect(decisionOfReceipt(key, statementReceipt(randomBytes(32), id))).toBeUndefined();
    expect(decisionOfReceipt(key, id)).toBeUndefined();
  });
});
