import { eq } from 'drizzle-orm';
import { mayOpen } from '@sotto/protocol';
import type { Tables } from '../../cases/database.ts';
import { reports } from '../../cases/schema.ts';
import type { AppendAudit } from '../audit/append.ts';
import type { CaseDesk } from './case-desk.ts';
import { caseOf } from './case-rows.ts';
import { decide, undo } from './deciding.ts';
import { addNote, entryOf, isHeldBy, locked, takeHeld, urgent } from './held.ts';
import { countOf, countsOf, pageOf, versionOf } from './queue-rows.ts';
import { decisions } from './schema.ts';

export function createCaseDesk(tables: Tables, append: AppendAudit): CaseDesk {
  return {
    page: (filter, after, limit, skip) =>
      tables.run((database) => pageOf(database, filter, after, limit, skip)),
    count: (filter) => tables.run((database) => countOf(database, filter)),
    version: () => tables.run(versionOf),
    counts: (nowMs) => tables.run((database) => countsOf(database, nowMs)),

    find: (receiptHash) =>
      tables.run(async (database) => {
        const [found] = await database
          .select({ id: reports.id })
          .from(reports)
          .where(eq(reports.receiptHash, receiptHash));
        return found?.id;
      }),

    view: (id) => tables.run((database) => caseOf(database, id)),

    claim: (id, acting, untilMs) =>
      tables.transaction(async (database) => {
        const [report] = await database.select(locked).from(reports).where(eq(reports.id, id)).for('update');
        if (report === undefined) return 'unknown';
        if (report.state === 'decided') return 'decided';
        if (!mayOpen(report.desk, acting.roles)) return 'sealed';
        if (isHeldBy(report, acting) === 'other') return 'held';
        await database
          .update(reports)
          .set({ state: 'in-review', holder: acting.moderatorId, heldUntilMs: untilMs })
          .where(eq(reports.id, id));
        if (isHeldBy(report, acting) !== 'self') await append(database, entryOf(acting, 'case-claimed', id));
        return 'claimed';
      }),

    release: (id, acting) =>
      tables.transaction(async (database) => {
        const refusal = await takeHeld(database, id, acting, { holder: null, heldUntilMs: null });
        if (refusal !== undefined) return refusal;
        await append(database, entryOf(acting, 'case-released', id));
        return 'released';
      }),

    openEvidence: (id, acting) =>
      tables.transaction(async (database) => {
        const [report] = await database.select(locked).from(reports).where(eq(reports.id, id)).for('share');
        if (report === undefined) return 'unknown';
        if (!mayOpen(report.desk, acting.roles)) return 'sealed';
        if (isHeldBy(report, acting) !== 'self') return report.state === 'decided' ? 'decided' : 'not-held';
        const [stored] = await database
          .select({ receivedAtMs: reports.receivedAtMs, evidence: reports.evidence })
          .from(reports)
          .where(eq(reports.id, id));
        if (stored === undefined) return 'unknown';
        await append(database, entryOf(acting, 'evidence-opened', id));
        return stored;
      }),

    escalate: (id, acting, desk, note) =>
      tables.transaction(async (database) => {
        // Before the report, as everywhere: else this and an undo could wait for each other.
        const ofReport = eq(decisions.reportId, id);
        await database.select({ id: decisions.id }).from(decisions).where(ofReport).for('update');
        const [report] = await database.select(locked).from(reports).where(eq(reports.id, id)).for('update');
        if (report === undefined) return 'unknown';
        if (report.state === 'decided') return 'decided';
        const isSealed = !mayOpen(report.desk, acting.roles);
        if (isSealed && desk !== report.desk) return 'sealed';
        if (!isSealed && isHeldBy(report, acting) !== 'self') return 'not-held';
        await database
          .update(reports)
          .set(isSealed ? urgent : { ...urgent, desk, holder: null, heldUntilMs: null })
          .where(eq(reports.id, id));
        if (!isSealed) await database.update(decisions).set({ desk }).where(ofReport);
        await addNote(database, id, acting, note);
        await append(database, entryOf(acting, 'case-escalated', id, { from: report.desk, to: desk }));
        return 'escalated';
      }),

    note: (id, acting, note) =>
      tables.transaction(async (database) => {
        const [report] = await database.select(locked).from(reports).where(eq(reports.id, id)).for('share');
        if (report === undefined) return 'unknown';
        if (!mayOpen(report.desk, acting.roles)) return 'sealed';
        await addNote(database, id, acting, note);
        await append(database, entryOf(acting, 'case-noted', id));
        return 'noted';
      }),

    decide: (id, acting, decision) =>
      tables.transaction((database) => decide(database, append, id, acting, decision)),

    undo: (decisionId, acting, sinceMs, heldUntilMs) =>
      tables.transaction((database) => undo(database, append, decisionId, acting, { sinceMs, heldUntilMs })),

    hold: (id, acting, hold, note) =>
      tables.transaction(async (database) => {
        const [report] = await database.select(locked).from(reports).where(eq(reports.id, id)).for('update');
        if (report === undefined) return 'unknown';
        await database
          .update(reports)
          .set({
            legalHoldAtMs: hold ? acting.nowMs : null,
            legalHoldBy: hold ? acting.moderatorId : null,
          })
          .where(eq(reports.id, id));
        await addNote(database, id, acting, note);
        await append(database, entryOf(acting, hold ? 'legal-hold-set' : 'legal-hold-ended', id));
        return 'done';
      }),
  };
}
