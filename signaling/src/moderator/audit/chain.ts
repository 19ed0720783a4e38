import { createHmac } from 'node:crypto';

/** What is said of one act. */
export interface AuditEntry {
  readonly atMs: number;
  /** Id of the moderator, or `server`. */
  readonly actor: string;
  readonly action: AuditAction;
  /** Id of what was acted on: a report, an account. */
  readonly subject: string;
  /** What else there is to say. Nothing of evidence, no text of people. */
  readonly details: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

export const auditActions = [
  'invited',
  'account-made',
  'account-changed',
  'signed-in',
  'signed-out',
  'passkey-added',
  'passkey-renamed',
  'passkey-removed',
  'case-claimed',
  'case-released',
  'case-escalated',
  'case-noted',
  'case-decided',
  'evidence-opened',
  'decision-undone',
  'legal-hold-set',
  'legal-hold-ended',
  'appeal-made',
  'appeal-claimed',
  'appeal-released',
  'appeal-decided',
  'audit-verified',
] as const;
export type AuditAction = (typeof auditActions)[number];

/** One row of the log. */
export interface AuditRow {
  readonly seq: number;
  readonly atMs: number;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly details: string;
  readonly prev: Uint8Array;
  readonly hash: Uint8Array;
}

const domain = 'sotto/audit/1\0';
const u64 = 8;

/** What comes before the first row. */
export const noHash = new Uint8Array(32);

/**
 * HMAC-SHA-256 of a row, big-endian, each text with its length in bytes before it:
 *
 *     "sotto/audit/1\0" ‖ seq u64 ‖ atMs u64 ‖ prev 32 ‖ actor ‖ action ‖ subject ‖ details
 *
 * Keyed, so that whoever can write to the database but has not the operator's key can't build the chain anew.
 */
export function hashOf(key: Uint8Array, row: Omit<AuditRow, 'hash'>): Buffer {
  const numbers = Buffer.alloc(2 * u64);
  numbers.writeBigUInt64BE(BigInt(row.seq), 0);
  numbers.writeBigUInt64BE(BigInt(row.atMs), u64);
  const texts = [row.actor, row.action, row.subject, row.details].flatMap((text) => {
    const bytes = Buffer.from(text);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return [length, bytes];
  });
  return createHmac('sha256', key)
    .update(Buffer.concat([Buffer.from(domain), numbers, row.prev, ...texts]))
    .digest();
}
