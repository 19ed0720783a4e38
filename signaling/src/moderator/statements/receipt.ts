import { createHmac, timingSafeEqual } from 'node:crypto';

const idBytes = 16;
const tagBytes = 16;

/**
 * What somebody keeps of a decision that touches them, 32 bytes in base64url: id of the decision 16 ‖ HMAC-SHA-256 of it, cut to 16. It names nobody, and who
 * reads the database, where the id stands, can't make it.
 */
export function statementReceipt(key: Uint8Array, decisionId: string): string {
  const id = Buffer.from(decisionId, 'base64url');
  return Buffer.concat([id, tagOf(key, id)]).toString('base64url');
}

/** The decision of a receipt of ours. */
export function decisionOfReceipt(key: Uint8Array, receipt: string): string | undefined {
  const bytes = Buffer.from(receipt, 'base64url');
  if (bytes.length !== idBytes + tagBytes) return undefined;
  const id = bytes.subarray(0, idBytes);
  return timingSafeEqual(bytes.subarray(idBytes), tagOf(key, id)) ? id.toString('base64url') : undefined;
}

function tagOf(key: Uint8Array, id: Uint8Array): Buffer {
  return createHmac('sha256', key).update(id).digest().subarray(0, tagBytes);
}
