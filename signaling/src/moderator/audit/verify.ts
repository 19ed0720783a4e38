import { timingSafeEqual } from 'node:crypto';
import { asc, gt } from 'drizzle-orm';
import type { Tables } from '../../cases/database.ts';
import { hashOf, noHash, type AuditRow } from './chain.ts';
import { audit, auditHead } from './schema.ts';

/** What is wrong with a log, and at which row first. Behind that row nothing is looked at: it hangs on what is wrong. */
export interface AuditFault {
  /**
   * `altered`: the row is not what was written, or comes from elsewhere. `missing`: a row is gone. `unlinked`: the row follows another than the one before it.
   * `cut-off`: rows at the end are gone. `past-the-end`: rows stand behind the end.
   */
  readonly kind: 'altered' | 'missing' | 'unlinked' | 'cut-off' | 'past-the-end';
  readonly seq: number;
}

export interface AuditVerdict {
  /** Rows that hold, from the first on. */
  readonly rows: number;
  /** Of the last of them, hex. Whoever has noted it can tell later that nothing before it was taken away or put in its place. */
  readonly hash: string;
  readonly fault?: AuditFault;
}

/** Where a chain ends. */
export interface AuditEnd {
  readonly seq: number;
  readonly hash: Uint8Array;
}

/** Checks rows as they come, and keeps none of them. */
export async function verifyChain(
  key: Uint8Array,
  rows: AsyncIterable<AuditRow> | Iterable<AuditRow>,
  end: AuditEnd,
): Promise<AuditVerdict> {
  let last: AuditEnd = { seq: 0, hash: noHash };
  const verdict = (fault?: AuditFault): AuditVerdict => ({
    rows: last.seq,
    hash: Buffer.from(last.hash).toString('hex'),
    ...(fault !== undefined && { fault }),
  });
  for await (const row of rows) {
    const seq = last.seq + 1;
    if (row.seq !== seq) return verdict({ kind: 'missing', seq });
    if (!equal(row.hash, hashOf(key, row))) return verdict({ kind: 'altered', seq });
    if (!equal(row.prev, last.hash)) return verdict({ kind: 'unlinked', seq });
    if (seq > end.seq) return verdict({ kind: 'past-the-end', seq });
    last = row;
  }
  if (last.seq < end.seq) return verdict({ kind: 'cut-off', seq: last.seq + 1 });
  return equal(last.hash, end.hash) ? verdict() : verdict({ kind: 'past-the-end', seq: last.seq });
}

/** Verifies the log of a database, a few thousand rows at a time. */
export async function verifyAudit(tables: Tables, key: Uint8Array): Promise<AuditVerdict> {
  const [end] = await tables.run((database) => database.select().from(auditHead));
  if (end === undefined) return { rows: 0, hash: '', fault: { kind: 'missing', seq: 0 } };
  return verifyChain(key, rowsUpTo(tables, end.seq), end);
}

const pageRows = 5_000;

/** All rows in their order. Those that came after the end was read are left for the next time: nobody is kept from appending. */
async function* rowsUpTo(tables: Tables, endSeq: number): AsyncGenerator<AuditRow> {
  let after = -1;
  for (;;) {
    const page = await tables.run((database) =>
      database.select().from(audit).where(gt(audit.seq, after)).orderBy(asc(audit.seq)).limit(pageRows),
    );
    for (const row of page) {
      if (row.seq > endSeq) return;
      yield row;
    }
    const last = page.at(-1);
    if (last === undefined) return;
    after = last.seq;
  }
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
