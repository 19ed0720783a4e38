import { fail, ok, type Result, type StatementOfReasons } from '@sotto/protocol';
import { and, eq, isNull } from 'drizzle-orm';
import type { Tables } from '../../cases/database.ts';
import { reports } from '../../cases/schema.ts';
import type { Clock } from '../../ports.ts';
import type { AppendAudit } from '../audit/append.ts';
import { appeals, decisions, warnings } from '../cases/schema.ts';
import type { TextBox } from '../cases/text-box.ts';
import { decisionOfReceipt, statementReceipt } from './receipt.ts';
import { appealUntil, measureOf, statementOf } from './statement-rows.ts';

/** What those whom a decision touches can do with its receipt. Whoever has it may, with or without a session. */
export interface Statements {
  lookUp(receipt: string): Promise<StatementOfReasons | undefined>;
  /** Acknowledges a warning: it is shown no more. */
  acknowledge(receipt: string): Promise<boolean>;
  /** Once for each decision. */
  appeal(receipt: string, text: string): Promise<Result<StatementOfReasons, 'unknown' | 'closed'>>;
  /** The statement of a decision. */
  of(decisionId: string): Promise<StatementOfReasons | undefined>;
}

export interface StatementParts {
  readonly tables: Tables;
  readonly append: AppendAudit;
  readonly textBox: TextBox;
  /** `statement` of the secrets. */
  readonly key: Uint8Array;
  /** Takes in that a warning was acknowledged. */
  readonly onAcknowledged: (decisionId: string) => void;
  readonly clock: Clock;
}

/** In the audit log, whoever has come with a receipt: nobody knows who that is. */
const somebody = 'somebody';

export function createStatements(parts: StatementParts): Statements {
  const { tables, append, textBox, key, clock } = parts;
  const of = async (decisionId: string): Promise<StatementOfReasons | undefined> => {
    const stored = await tables.run((database) => measureOf(database, decisionId));
    return stored && statementOf(stored, statementReceipt(key, decisionId), textBox, clock());
  };
  return {
    of,
    lookUp: async (receipt) => {
      const decisionId = decisionOfReceipt(key, receipt);
      return decisionId === undefined ? undefined : of(decisionId);
    },
    acknowledge: async (receipt) => {
      const decisionId = decisionOfReceipt(key, receipt);
      if (decisionId === undefined) return false;
      // By itself, and in no log: that somebody came back, and when, is nobody's business.
      const known = await tables.run((database) =>
        database
          .update(warnings)
          .set({ banHandle: null })
          .where(eq(warnings.decisionId, decisionId))
          .returning({ id: warnings.decisionId }),
      );
      if (known.length === 0) return false;
      parts.onAcknowledged(decisionId);
      return true;
    },
    appeal: async (receipt, text) => {
      const decisionId = decisionOfReceipt(key, receipt);
      if (decisionId === undefined) return fail('unknown');
      const atMs = clock();
      const refusal = await tables.transaction(async (database) => {
        // One at a time for each decision; and none while it is being taken back.
        await database
          .select({ id: decisions.id })
          .from(decisions)
          .where(and(eq(decisions.id, decisionId), isNull(decisions.undoneAtMs)))
          .for('update');
        const stored = await measureOf(database, decisionId);
        if (stored === undefined || (stored.ban ?? stored.warning) === null) return 'unknown';
        const untilMs = appealUntil(stored);
        if (untilMs === undefined || untilMs <= atMs) return 'closed';
        const { reportId, moderatorId } = stored.decision;
        const [report] = await database
          .select({ desk: reports.desk })
          .from(reports)
          .where(eq(reports.id, reportId));
        await database.insert(appeals).values({
          decisionId,
          firstModerator: moderatorId,
          // Where nobody knows any more who might read the report, those who might read any.
          desk: report?.desk ?? stored.decision.desk ?? 'child-safety',
          atMs,
          text: textBox.seal(`${decisionId}/appeal`, text),
        });
        const details = { decision: decisionId };
        await append(database, { atMs, actor: somebody, action: 'appeal-made', subject: reportId, details });
        return undefined;
      });
      if (refusal !== undefined) return fail(refusal);
      const statement = await of(decisionId);
      return statement === undefined ? fail('unknown') : ok(statement);
    },
  };
}
