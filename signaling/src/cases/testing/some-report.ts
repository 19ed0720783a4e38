import { randomBytes } from 'node:crypto';
import { toBase64Url } from '@sotto/protocol';
import type { NewCase } from '../case-store.ts';

/** A report as the intake stores it, of somebody whom nobody else reports. */
export function someReport(change: Partial<NewCase> = {}): NewCase {
  const hash = (): Uint8Array => Uint8Array.from(randomBytes(32));
  return {
    id: toBase64Url(randomBytes(16)),
    receivedAtMs: 1_796_000_000_000,
    reason: 'spam',
    urgency: 1,
    desk: 'moderator',
    accusedIndex: hash(),
    sideIndex: hash(),
    receiptHash: hash(),
    evidence: hash(),
    expiresAtMs: 1_900_000_000_000,
    ...change,
  };
}
