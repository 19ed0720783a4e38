import type {
  AppealOutcome,
  DecisionAction,
  Guideline,
  heldFilters,
  ModeratorRole,
  QueuePriority,
  ReportDesk,
  ReportReason,
  ReportState,
} from '@sotto/protocol';
import type { StoredEvidence } from '../../cases/case-store.ts';

/** What is in the clear of an open report. */
export interface QueuedCase {
  readonly id: string;
  readonly reason: ReportReason;
  readonly desk: ReportDesk;
  readonly state: ReportState;
  readonly urgency: number;
  readonly independent: number;
  readonly receivedAtMs: number;
  /** When it came as the queue orders it. */
  readonly placeAtMs: number;
  /** Who holds it, which counts until `heldUntilMs`. */
  readonly holder: string | null;
  readonly holderName: string | null;
  readonly heldUntilMs: number | null;
}

/** A place in the order of the queue. */
export type QueuePlace = Pick<QueuedCase, 'urgency' | 'independent' | 'placeAtMs' | 'id'>;

export interface QueueFilter {
  readonly reason?: ReportReason | undefined;
  readonly desk?: ReportDesk | undefined;
  readonly held?:
    | { readonly by: (typeof heldFilters)[number]; readonly moderatorId: string; readonly nowMs: number }
    | undefined;
  readonly untilMs?: number | undefined;
  readonly sinceMs?: number | undefined;
  readonly priority?: QueuePriority | undefined;
  /** Absent: all that is open. */
  readonly state?: ReportState | undefined;
}

export interface QueueCount {
  readonly reason: ReportReason;
  readonly desk: ReportDesk;
  readonly priority: QueuePriority;
  readonly open: number;
  readonly held: number;
}

export interface StoredDecision {
  readonly id: string;
  readonly moderatorId: string;
  readonly moderatorName: string | null;
  readonly atMs: number;
  readonly action: DecisionAction;
  readonly guideline: Guideline | null;
  readonly statement: Uint8Array;
  readonly untilMs: number | null;
  readonly passedTo: ReportDesk | null;
  /** Of an appeal against it. */
  readonly appealAtMs: number | null;
  readonly appealOutcome: AppealOutcome | null;
}

export interface StoredNote {
  readonly id: string;
  readonly moderatorId: string;
  readonly moderatorName: string | null;
  readonly atMs: number;
  readonly text: Uint8Array;
}

export interface OtherCase {
  readonly id: string;
  readonly reason: ReportReason;
  readonly desk: ReportDesk;
  readonly state: ReportState;
  readonly receivedAtMs: number;
  readonly action: DecisionAction | null;
}

export interface StoredCase {
  readonly report: QueuedCase;
  readonly decision: StoredDecision | undefined;
  /** Those that passed it on. */
  readonly earlier: readonly StoredDecision[];
  readonly legalHold:
    { readonly atMs: number; readonly by: string; readonly name: string | null } | undefined;
  readonly notes: readonly StoredNote[];
  readonly others: readonly OtherCase[];
}

/** Who acts, and when. */
export interface Acting {
  readonly moderatorId: string;
  readonly roles: readonly ModeratorRole[];
  readonly nowMs: number;
}

/** Why nothing was done. `held`: by somebody else. `not-held`: not by whoever acts, or no longer. */
export type CaseRefusal = 'unknown' | 'decided' | 'sealed' | 'held' | 'not-held';

export interface NewDecision {
  readonly id: string;
  readonly action: DecisionAction;
  readonly guideline: Guideline | undefined;
  /** Sealed. */
  readonly statement: Uint8Array;
  /** Of a ban; `untilMs` absent: for good. */
  readonly ban: { readonly banHandle: string; readonly untilMs: number | undefined } | undefined;
  /** Of a warning. */
  readonly warning?: { readonly banHandle: string; readonly expiresAtMs: number } | undefined;
  /** The report goes on to another desk, and stays open. */
  readonly passOn?:
    | {
        readonly from: ReportDesk;
        readonly to: ReportDesk;
        readonly note: Pick<StoredNote, 'id' | 'text'>;
      }
    | undefined;
  readonly also: readonly string[];
}

/**
 * The reports as those who judge them see them. PGlite and PostgreSQL pass the same contract suite. Each act is atomic, also between nodes, and is in
 * the audit log if and only if it was done.
 */
export interface CaseDesk {
  /** Open reports behind a place in the queue, in its order, without the first `skip` of them; decided ones newest first. */
  page(
    filter: QueueFilter,
    after: QueuePlace | undefined,
    limit: number,
    skip?: number,
  ): Promise<QueuedCase[]>;
  /** How many there are in all. */
  count(filter: QueueFilter): Promise<number>;
  /** A text that is another one when a report has come or a moderator has done something. */
  version(): Promise<string>;
  counts(nowMs: number): Promise<QueueCount[]>;
  find(receiptHash: Uint8Array): Promise<string | undefined>;
  view(id: string): Promise<StoredCase | undefined>;
  /** Takes a report, or keeps it for longer. Of several who come at once, one gets it. */
  claim(id: string, acting: Acting, untilMs: number): Promise<'claimed' | CaseRefusal>;
  release(id: string, acting: Acting): Promise<'released' | CaseRefusal>;
  /** What a report rests on, for its holder. */
  openEvidence(id: string, acting: Acting): Promise<StoredEvidence | CaseRefusal>;
  /**
   * Passes a report that is held on to another desk, where it is free. One that is sealed from whoever acts stays at its desk, and everybody may put it before
   * all others there.
   */
  escalate(
    id: string,
    acting: Acting,
    desk: ReportDesk,
    note: Pick<StoredNote, 'id' | 'text'>,
  ): Promise<'escalated' | CaseRefusal>;
  note(id: string, acting: Acting, note: Pick<StoredNote, 'id' | 'text'>): Promise<'noted' | CaseRefusal>;
  /** Settles a report for its holder, and others of the same person that nobody else holds. Answers which. */
  decide(id: string, acting: Acting, decision: NewDecision): Promise<readonly string[] | CaseRefusal>;
  /**
   * Takes back a decision of one's own that was made at `sinceMs` or later: its reports are held again by whoever made it, but for one that was passed on and that
   * somebody has begun with. Answers all that it had settled or passed on, without what somebody else has decided since.
   */
  undo(
    decisionId: string,
    acting: Acting,
    sinceMs: number,
    heldUntilMs: number,
  ): Promise<readonly string[] | 'unknown' | 'too-late'>;
  /** Keeps a report whatever its age, or no longer. Whether somebody may say so hangs on their role alone, not on the desk. */
  hold(
    id: string,
    acting: Acting,
    hold: boolean,
    note: Pick<StoredNote, 'id' | 'text'>,
  ): Promise<'done' | 'unknown'>;
}
