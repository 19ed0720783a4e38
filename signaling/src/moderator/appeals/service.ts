import {
  encodeCase,
  fail,
  mayOpen,
  ok,
  type AppealDecide,
  type AppealPage,
  type AppealRow,
  type AppealView,
  type Result,
} from '@sotto/protocol';
import type { EvidenceBox } from '../../cases/evidence-box.ts';
import type { ReporterRecords } from '../../cases/reporters/records.ts';
import type { Clock } from '../../ports.ts';
import type { Account } from '../accounts/account-store.ts';
import type { Bans } from '../bans/bans.ts';
import type { Acting } from '../cases/case-desk.ts';
import { leaseMs } from '../cases/service.ts';
import type { TextBox } from '../cases/text-box.ts';
import type { AppealDesk, AppealPlace, AppealRefusal, StoredAppeal } from './appeal-desk.ts';

/** What a moderator does with appeals. */
export interface AppealService {
  page(after: AppealPlace | undefined): Promise<AppealPage>;
  view(by: Account, id: string): Promise<AppealView | undefined>;
  /** Answers until when it is held. */
  claim(by: Account, id: string): Promise<Result<number, AppealRefusal>>;
  release(by: Account, id: string): Promise<Result<void, AppealRefusal>>;
  /** The case as it is exported. */
  evidence(by: Account, id: string): Promise<Result<string, AppealRefusal>>;
  decide(by: Account, id: string, request: AppealDecide): Promise<Result<void, AppealRefusal>>;
}

export interface AppealParts {
  readonly desk: AppealDesk;
  readonly box: Pick<EvidenceBox, 'open'>;
  readonly textBox: TextBox;
  readonly bans: Pick<Bans, 'refresh'>;
  readonly reporters: Pick<ReporterRecords, 'settle'>;
  readonly clock: Clock;
}

const pageRows = 50;

export function createAppealService(parts: AppealParts): AppealService {
  const { desk, box, textBox, bans, reporters, clock } = parts;
  const acting = ({ id, roles }: Account): Acting => ({ moderatorId: id, roles, nowMs: clock() });
  return {
    page: async (after) => {
      const [rows, open] = await Promise.all([desk.page(after, pageRows + 1), desk.count()]);
      const shown = rows.slice(0, pageRows);
      const last = rows.length > pageRows ? shown.at(-1) : undefined;
      return {
        rows: shown.map((row) => rowOf(row, clock())),
        open,
        ...(last && { next: `${last.atMs}.${last.id}` }),
      };
    },
    view: async (by, id) => {
      const appeal = await desk.view(id);
      if (appeal === undefined) return undefined;
      const { decidedAtMs, untilMs, statement, text, reportDesk, evidenceKept, judgeable, outcome, ...row } =
        appeal;
      const sealed = ![row.desk, reportDesk].every((desk) => mayOpen(desk, by.roles));
      return {
        ...rowOf(row, clock()),
        sealed,
        decidedAtMs,
        evidenceKept,
        judgeable,
        ...(untilMs !== null && { untilMs }),
        ...(!sealed && {
          statement: textBox.open(id, statement),
          ...(text && { text: textBox.open(`${id}/appeal`, text) }),
        }),
        ...(outcome && {
          outcome: {
            outcome: outcome.outcome,
            atMs: outcome.atMs,
            by: { id: outcome.by, name: outcome.byName ?? '' },
            ...(!sealed && { text: textBox.open(`${id}/answer`, outcome.answer) }),
          },
        }),
      };
    },
    claim: async (by, id) => {
      const heldUntilMs = clock() + leaseMs;
      const answer = await desk.claim(id, acting(by), heldUntilMs);
      return answer === 'claimed' ? ok(heldUntilMs) : fail(answer);
    },
    release: async (by, id) => {
      const answer = await desk.release(id, acting(by));
      return answer === 'released' ? ok(undefined) : fail(answer);
    },
    evidence: async (by, id) => {
      const stored = await desk.openEvidence(id, acting(by));
      if (typeof stored === 'string') return fail(stored);
      const { reportId, receivedAtMs } = stored;
      const opened = box.open(reportId, stored.evidence);
      if (!opened.ok) throw new Error('the evidence cannot be read');
      const { facts, bundle } = opened.value;
      return ok(encodeCase({ reportId, receivedAtMs, facts, report: bundle }));
    },
    decide: async (by, id, { outcome, text, hours }) => {
      const answer = await desk.decide(id, acting(by), {
        outcome,
        answer: textBox.seal(`${id}/answer`, text),
        untilMs: hours === undefined ? undefined : clock() + hours * 3_600_000,
      });
      if (answer !== 'decided-now') return fail(answer);
      // Decided it is, also where the database goes away just now; elsewhere it is felt within a second anyway.
      await bans.refresh().catch(() => undefined);
      if (outcome === 'overturned')
        await reporters.settle(await desk.settledBy(id).catch(() => []), 'dismissed');
      return ok(undefined);
    },
  };
}

/** A lease that has run out holds nothing. */
function rowOf(
  { reportId, firstModerator, firstName, holder, holderName, heldUntilMs, ...row }: StoredAppeal,
  nowMs: number,
): AppealRow {
  const isHeld = holder !== null && heldUntilMs !== null && heldUntilMs > nowMs;
  return {
    ...row,
    report: reportId,
    firstBy: { id: firstModerator, name: firstName ?? '' },
    ...(isHeld && { holder: { id: holder, name: holderName ?? '' }, heldUntilMs }),
  };
}
