import {
  encodeCase,
  fail,
  isMeasure,
  mayOpen,
  ok,
  toBase64Url,
  type CaseView,
  type Decided,
  type DecideRequest,
  type LegalHoldRequest,
  type QueueCounts,
  type QueuePage,
  type RandomBytes,
  type ReportDesk,
  type Result,
} from '@sotto/protocol';
import type { EvidenceBox } from '../../cases/evidence-box.ts';
import type { ReporterRecord, ReportVerdict } from '../../cases/reporters/record.ts';
import type { ReporterRecords } from '../../cases/reporters/records.ts';
import { receiptHash } from '../../cases/receipts.ts';
import type { Clock } from '../../ports.ts';
import type { Account } from '../accounts/account-store.ts';
import type { Bans } from '../bans/bans.ts';
import type { Acting, CaseDesk, CaseRefusal, NewDecision, QueueFilter } from './case-desk.ts';
import { createKnownCounts } from './known-counts.ts';
import { openPlace, sealPlace } from './place-seal.ts';
import type { TextBox } from './text-box.ts';
import { rowOf, viewOf } from './views.ts';

/** A report that nobody goes on with is free again after this. */
export const leaseMs = 15 * 60_000;
/** A decision can be taken back for so long. */
export const undoMs = 10 * 60_000;
/** A warning waits so long for somebody to come back. */
export const warningMs = 90 * 24 * 3_600_000;

/** What a moderator does with reports. */
export interface CaseService {
  /** Absent where the place to go on from is none that was handed out. */
  page(by: Account, filter: CaseFilter, place: PageOfQueue): Promise<QueuePage | undefined>;
  counts(): Promise<QueueCounts>;
  find(receipt: string): Promise<string | undefined>;
  view(by: Account, id: string): Promise<CaseView | undefined>;
  /** Answers until when it is held. */
  claim(by: Account, id: string): Promise<Result<number, CaseRefusal>>;
  release(by: Account, id: string): Promise<Result<void, CaseRefusal>>;
  /** The case as it is exported: a text that the offline verifier takes. */
  evidence(by: Account, id: string): Promise<Result<string, CaseRefusal>>;
  escalate(by: Account, id: string, desk: ReportDesk, note: string): Promise<Result<void, CaseRefusal>>;
  note(by: Account, id: string, text: string): Promise<Result<void, CaseRefusal>>;
  decide(by: Account, id: string, request: DecideRequest): Promise<Result<Decided, CaseRefusal>>;
  undo(by: Account, decisionId: string): Promise<Result<void, 'unknown' | 'too-late'>>;
  /** Keeps a report whatever its age, or no longer. */
  hold(by: Account, id: string, request: LegalHoldRequest): Promise<Result<void, CaseRefusal>>;
}

/** Which page of the queue: behind what the page before handed out, or so many rows from the beginning. */
export interface PageOfQueue {
  readonly after?: string | undefined;
  readonly skip?: number | undefined;
  readonly limit: number;
  /** Counts all that fit besides. */
  readonly count?: boolean | undefined;
}

export type CaseFilter = Omit<QueueFilter, 'held'> & {
  readonly held?: NonNullable<QueueFilter['held']>['by'] | undefined;
};

export interface CaseParts {
  readonly desk: CaseDesk;
  readonly evidenceOf: (id: string) => Promise<{ readonly evidence: Uint8Array } | undefined>;
  readonly box: Pick<EvidenceBox, 'open'>;
  readonly textBox: TextBox;
  readonly bans: Pick<Bans, 'refresh'>;
  readonly reporters: Pick<ReporterRecords, 'besides' | 'settle'>;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
}

const idBytes = 16;

export function createCaseService(parts: CaseParts): CaseService {
  const { desk, box, textBox, bans, reporters, clock } = parts;
  const known = createKnownCounts(desk, clock);
  const acting = ({ id, roles }: Account): Acting => ({ moderatorId: id, roles, nowMs: clock() });
  const newId = (): string => toBase64Url(parts.randomBytes(idBytes));
  const sealNote = (text: string) => {
    const id = newId();
    return { id, text: textBox.seal(id, text) };
  };
  const done = <Done extends string>(answer: Done | CaseRefusal, word: Done): Result<void, CaseRefusal> =>
    answer === word ? ok(undefined) : fail(answer as CaseRefusal);

  /** What is done to the accused. Whom it is written against stands in the evidence alone. */
  const measureOf = async (
    id: string,
    { action, hours }: DecideRequest,
  ): Promise<Pick<NewDecision, 'ban' | 'warning'>> => {
    if (!isMeasure(action)) return { ban: undefined };
    const stored = await parts.evidenceOf(id);
    const opened = stored && box.open(id, stored.evidence);
    if (opened?.ok !== true) throw new Error('the evidence cannot be read');
    const { accusedBanHandle: banHandle } = opened.value;
    if (action === 'warn')
      return { ban: undefined, warning: { banHandle, expiresAtMs: clock() + warningMs } };
    return { ban: { banHandle, untilMs: hours === undefined ? undefined : clock() + hours * 3_600_000 } };
  };

  /** Here at once, elsewhere within a second. What is decided is decided: a database that goes away just now must not make it look otherwise. */
  const refreshBans = (): Promise<void> => bans.refresh().catch(() => undefined);

  return {
    page: async (by, { held, ...rest }, { after, skip, limit, count }) => {
      const now = { moderatorId: by.id, nowMs: clock() };
      const filter = { ...rest, held: held && { by: held, ...now } };
      const place = after === undefined ? undefined : openPlace(textBox, after);
      if (after !== undefined && place === undefined) return undefined;
      const [rows, total] = await Promise.all([
        desk.page(filter, place, limit + 1, skip),
        count ? known.count(filter) : undefined,
      ]);
      const shown = rows.slice(0, limit);
      const last = rows.length > limit && rest.state !== 'decided' ? shown.at(-1) : undefined;
      return {
        rows: shown.map((row) => rowOf(row, now.nowMs)),
        ...(last && { next: sealPlace(textBox, last) }),
        ...(total !== undefined && { total }),
      };
    },
    counts: async () => ({ counts: [...(await known.counts())] }),
    find: (receipt) => desk.find(receiptHash(receipt)),
    view: async (by, id) => {
      const stored = await desk.view(id);
      if (stored === undefined) return undefined;
      const view = viewOf(stored, by, textBox, clock(), undoMs);
      const record = view.sealed ? undefined : await reporters.besides(id);
      return { ...view, ...(record && reporterOf(record)) };
    },
    claim: async (by, id) => {
      const heldUntilMs = clock() + leaseMs;
      const answer = await desk.claim(id, acting(by), heldUntilMs);
      return answer === 'claimed' ? ok(heldUntilMs) : fail(answer);
    },
    release: async (by, id) => done(await desk.release(id, acting(by)), 'released'),
    evidence: async (by, id) => {
      const stored = await desk.openEvidence(id, acting(by));
      if (typeof stored === 'string') return fail(stored);
      const opened = box.open(id, stored.evidence);
      if (!opened.ok) throw new Error('the evidence cannot be read');
      const { facts, bundle } = opened.value;
      return ok(encodeCase({ reportId: id, receivedAtMs: stored.receivedAtMs, facts, report: bundle }));
    },
    escalate: async (by, id, to, note) =>
      done(await desk.escalate(id, acting(by), to, sealNote(note)), 'escalated'),
    note: async (by, id, text) => done(await desk.note(id, acting(by), sealNote(text)), 'noted'),
    decide: async (by, id, request) => {
      const stored = await desk.view(id);
      if (stored === undefined) return fail('unknown');
      const { escalate } = request;
      const { desk: from } = stored.report;
      if (!mayOpen(from, by.roles)) return fail('sealed');
      const decisionId = newId();
      const settled = await desk.decide(id, acting(by), {
        id: decisionId,
        action: request.action,
        guideline: request.guideline,
        statement: textBox.seal(decisionId, request.statement),
        ...(await measureOf(id, request)),
        also: request.also ?? [],
        passOn: escalate && { from, to: escalate.desk, note: sealNote(escalate.note) },
      });
      if (typeof settled === 'string') return fail(settled);
      if (isMeasure(request.action)) await refreshBans();
      await reporters.settle(settled, verdictOf(request));
      return ok({ decision: decisionId, reports: [...settled], undoUntilMs: clock() + undoMs });
    },
    undo: async (by, decisionId) => {
      const nowMs = clock();
      const answer = await desk.undo(decisionId, acting(by), nowMs - undoMs, nowMs + leaseMs);
      if (typeof answer === 'string') return fail(answer);
      await refreshBans();
      await reporters.settle(answer, undefined);
      return ok(undefined);
    },
    hold: async (by, id, { hold, note }) =>
      done(await desk.hold(id, acting(by), hold, sealNote(note)), 'done'),
  };
}

/** What a decision says of the reporter. One that passes a report on without a measure has yet to be made. */
function verdictOf({ action, escalate }: DecideRequest): ReportVerdict | undefined {
  if (isMeasure(action)) return 'upheld';
  if (escalate !== undefined) return undefined;
  return action === 'false-report' ? 'false' : 'dismissed';
}

/** Where nothing of a reporter is decided there is nothing to tell. */
function reporterOf({ upheld, dismissed, false: untrue }: ReporterRecord): Pick<CaseView, 'reporter'> {
  const decided = upheld + dismissed + untrue;
  return decided === 0 ? {} : { reporter: { upheld, decided } };
}
