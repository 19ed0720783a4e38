import type { AppealOutcome, Guideline, Measure, ReportDesk } from '@sotto/protocol';
import type { StoredEvidence } from '../../cases/case-store.ts';
import type { Acting } from '../cases/case-desk.ts';

/** What is in the clear of an appeal. Its id is that of the decision that it is against. */
export interface StoredAppeal {
  readonly id: string;
  readonly reportId: string;
  readonly desk: ReportDesk;
  readonly measure: Measure;
  readonly guideline: Guideline;
  readonly atMs: number;
  readonly firstModerator: string;
  readonly firstName: string | null;
  /** Who holds it, which counts until `heldUntilMs`. */
  readonly holder: string | null;
  readonly holderName: string | null;
  readonly heldUntilMs: number | null;
}

/** An appeal with what was written of it, sealed. */
export interface WholeAppeal extends StoredAppeal {
  readonly decidedAtMs: number;
  readonly untilMs: number | null;
  readonly statement: Uint8Array;
  /** Absent once it was forgotten. */
  readonly text: Uint8Array | null;
  /** Where the report is by now, or was at last. */
  readonly reportDesk: ReportDesk;
  readonly evidenceKept: boolean;
  /** Whether anybody besides who decided first may judge it. */
  readonly judgeable: boolean;
  readonly outcome:
    | {
        readonly outcome: AppealOutcome;
        readonly by: string;
        readonly byName: string | null;
        readonly atMs: number;
        readonly answer: Uint8Array;
      }
    | undefined;
}

/** A place in the order of the queue. */
export type AppealPlace = Pick<StoredAppeal, 'atMs' | 'id'>;

/** Why nothing was done. `own`: whoever acts has decided first. `held`: by somebody else. `not-held`: not by whoever acts, or no longer. */
export type AppealRefusal = 'unknown' | 'decided' | 'sealed' | 'own' | 'held' | 'not-held' | 'not-shorter';

export interface NewOutcome {
  readonly outcome: AppealOutcome;
  /** Sealed. */
  readonly answer: Uint8Array;
  /** Of a ban that is shortened. */
  readonly untilMs: number | undefined;
}

/**
 * The appeals as those who judge them see them. Each act is atomic, also between nodes, and is in the audit log if and only if it was done. An appeal against a
 * decision that was taken back is none.
 */
export interface AppealDesk {
  /** Open appeals behind a place, the oldest first. */
  page(after: AppealPlace | undefined, limit: number): Promise<StoredAppeal[]>;
  /** How many are open. */
  count(): Promise<number>;
  view(id: string): Promise<WholeAppeal | undefined>;
  /** Takes an appeal, or keeps it for longer. */
  claim(id: string, acting: Acting, untilMs: number): Promise<'claimed' | AppealRefusal>;
  release(id: string, acting: Acting): Promise<'released' | AppealRefusal>;
  /** What the decision rested on, for its holder. */
  openEvidence(
    id: string,
    acting: Acting,
  ): Promise<(StoredEvidence & { readonly reportId: string }) | AppealRefusal>;
  /** Decides for its holder: once, and never for who decided first. */
  decide(id: string, acting: Acting, outcome: NewOutcome): Promise<'decided-now' | AppealRefusal>;
  /** The reports of which this decision is the latest. */
  settledBy(id: string): Promise<readonly string[]>;
}
