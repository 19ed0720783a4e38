import type { Bytes } from '../bytes.ts';
import type { Content, ContentType } from '../transcript/content.ts';
import type { Role } from '../wire/card.ts';
import type { ReportReason } from './reasons.ts';

/** What a verified report comes to. */
export interface Verdict {
  readonly reportId: string;
  /** Who reports whom. */
  readonly reporter: Role;
  readonly accused: Role;
  readonly reason: ReportReason;
  readonly comment: string;
  /** The messages of both sides, in an order in which they can have been written. */
  readonly lines: readonly VerdictLine[];
  readonly gaps: readonly Gap[];
}

/**
 * What a line weighs. `confirmed`: the accused signed it, or acknowledged it by signing a later message. `claimed`: the
 * reporter's word alone, which the reporter can have written at any time. `withheld`: the reporter does not say
 * what it was.
 */
export type LineStatus = 'confirmed' | 'claimed' | 'withheld';

export interface VerdictLine {
  readonly role: Role;
  readonly seq: number;
  /** By the sender's reckoning, milliseconds since the epoch. */
  readonly atMs: number;
  readonly type: ContentType;
  readonly status: LineStatus;
  /** Whether the accused's signature stands behind the message, whatever it says: a withheld one too. */
  readonly proven: boolean;
  /**
   * How many messages of the other side stand before it that its sender had not acknowledged; absent where it is none. They crossed on their way, or
   * somebody dated one back: which came first, only the times say, and this one is no answer to them.
   */
  readonly unseen?: number;
  /** Absent where it is withheld. */
  readonly content?: Content;
  /** The file itself, where the reporter sent it along. It is the one that the content names. */
  readonly file?: Bytes;
}

/** Messages that there were and the report lacks. */
export interface Gap {
  readonly role: Role;
  /** First and last missing number. */
  readonly from: number;
  readonly to: number;
  /** `earlier`: the excerpt begins after them. `later`: the other side's messages acknowledge them all the same. */
  readonly where: 'earlier' | 'later';
}
