import { createHash, createHmac } from 'node:crypto';

/** What a reporter keeps, 32 bytes in base64url. The same for the same report, so that filing it again gives it again. */
export function receiptOf(key: Uint8Array, reportId: string): string {
  return createHmac('sha256', key).update(reportId).digest('base64url');
}

/** What the server keeps of a receipt: who reads the database can't ask with it. */
export function receiptHash(receipt: string): Buffer {
  return createHash('sha256').update(Buffer.from(receipt, 'base64url')).digest();
}
