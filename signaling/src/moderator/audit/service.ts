import type { AuditPage, AuditQuery } from '@sotto/protocol';
import { and, desc, eq, lt } from 'drizzle-orm';
import type { Tables } from '../../cases/database.ts';
import type { Clock } from '../../ports.ts';
import type { Account } from '../accounts/account-store.ts';
import { moderators } from '../accounts/schema.ts';
import type { AppendAudit } from './append.ts';
import { audit } from './schema.ts';
import { verifyAudit, type AuditVerdict } from './verify.ts';

export interface AuditService {
  /** The newest rows that fit, or those of them before one. */
  page(query: AuditQuery): Promise<AuditPage>;
  /** Reads the whole log. That it was read is the next row. */
  verify(by: Account): Promise<AuditVerdict>;
}

const pageRows = 100;

export function createAuditService(
  tables: Tables,
  key: Uint8Array,
  append: AppendAudit,
  clock: Clock,
): AuditService {
  return {
    page: async ({ before, action, actor, subject }) => {
      const rows = await tables.run((database) =>
        database
          .select({
            seq: audit.seq,
            atMs: audit.atMs,
            actor: audit.actor,
            name: moderators.name,
            action: audit.action,
            subject: audit.subject,
            details: audit.details,
          })
          .from(audit)
          .leftJoin(moderators, eq(moderators.id, audit.actor))
          .where(
            and(
              before === undefined ? undefined : lt(audit.seq, Number(before)),
              action === undefined ? undefined : eq(audit.action, action),
              actor === undefined ? undefined : eq(audit.actor, actor),
              subject === undefined ? undefined : eq(audit.subject, subject),
            ),
          )
          .orderBy(desc(audit.seq))
          .limit(pageRows),
      );
      return { rows: rows.map(({ name, ...row }) => ({ ...row, ...(name !== null && { name }) })) };
    },
    verify: async (by) => {
      const verdict = await verifyAudit(tables, key);
      const { rows, fault } = verdict;
      const details = { rows, ...(fault && { fault: fault.kind, at: fault.seq }) };
      const entry = {
        atMs: clock(),
        actor: by.id,
        action: 'audit-verified',
        subject: 'audit',
        details,
      } as const;
      await tables.transaction((database) => append(database, entry));
      return verdict;
    },
  };
}
