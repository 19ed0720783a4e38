import type {
  About,
  Bytes,
  FileType,
  IcePolicy,
  MatchId,
  ReportReason,
  ReportRefusalCode,
  ReportState,
  StatementOfReasons,
  Wants,
} from '@sotto/protocol';
import type { DirectState, LinkPath, LinkState, SafetySymbol, SystemEvent } from './chat-words.ts';

export type * from './chat-words.ts';

/** What the pages render. The machine in `machine.ts` makes it, pages only read it. */

/** Remembered on the device. */
export interface Profile {
  readonly nickname: string;
  readonly about: About;
  readonly wants: Wants;
  readonly readReceipts: boolean;
}

export interface Partner {
  readonly nickname: string;
  readonly sharedInterests: readonly string[];
  readonly sharedLanguages: readonly string[];
}

/** A picture that is ready to be sent: its metadata gone, at most `limits.maxFileBytes`. */
export interface PictureToSend {
  readonly blob: Blob;
  readonly type: FileType;
}

/** Whether a picture is on its way: one at a time is, and only while there is somebody to send it to. */
export type PictureSent = 'sent' | 'busy' | 'not-now';

interface PictureFile {
  readonly type: FileType;
  readonly sizeBytes: number;
}

/** A picture of the chat, as far as it has come. */
export type PictureView = PictureFile &
  (
    | { readonly state: 'sending'; readonly doneBytes: number; readonly blob: Blob }
    /** Taken back when it may have arrived already; the other browser says which. */
    | { readonly state: 'stopping'; readonly blob: Blob }
    | { readonly state: 'receiving'; readonly doneBytes: number }
    /** Checked, complete, as its sender signed it. */
    | { readonly state: 'whole'; readonly blob: Blob }
    | {
        readonly state:
          /** By its sender. */
          | 'withdrawn'
          /** By the person it was meant for. */
          | 'declined'
          /** More pictures than a browser takes in this time. */
          | 'too-many'
          /** What came was not what was announced, or nothing came. */
          | 'failed'
          /** The chat ended first. */
          | 'unfinished'
          /** It was whole, and had to make room for newer ones. */
          | 'forgotten';
      }
  );

/** One thing in the chat, in the order in which this side saw it. `key` is stable for keyed lists. */
export type Line =
  | {
      readonly kind: 'mine';
      readonly key: string;
      /** Empty where the line is a picture. */
      readonly text: string;
      readonly picture?: PictureView;
      readonly atMs: number;
      /** `sending`: not yet acknowledged. `delivered`: the other's device has it. `read`: only with receipts on. */
      readonly status: 'sending' | 'delivered' | 'read';
    }
  | {
      readonly kind: 'theirs';
      readonly key: string;
      readonly text: string;
      readonly picture?: PictureView;
      readonly atMs: number;
    }
  | { readonly kind: 'system'; readonly key: string; readonly event: SystemEvent; readonly atMs: number };

export interface ChatView {
  readonly partner: Partner;
  readonly lines: readonly Line[];
  readonly link: LinkState;
  readonly path: LinkPath;
  readonly icePolicy: IcePolicy;
  readonly direct: DirectState;
  readonly partnerTyping: boolean;
}

/** Why a search or chat could not be: each has a text of its own and a way on. */
export type Failure =
  | 'unsupported-browser'
  | 'offline'
  | 'server-unavailable'
  | 'too-many-requests'
  | 'replaced-by-another-tab'
  | 'refused'
  /** The partner's keys or fingerprint did not fit the connection: somebody may be in between. */
  | 'connection-not-trusted'
  | 'could-not-connect';

export type AppState =
  | { readonly phase: 'idle' }
  /** Registering: the proof of work runs in a worker. */
  | { readonly phase: 'signing-in' }
  | { readonly phase: 'searching'; readonly sinceMs: number; readonly estimateMs?: number }
  /** Matched, the link is being made; `chat.link` is `connecting`. */
  | { readonly phase: 'found'; readonly match: MatchId; readonly chat: ChatView }
  /** May follow upon the chat of another match directly: `match` tells them apart. */
  | { readonly phase: 'chatting'; readonly match: MatchId; readonly chat: ChatView }
  /** The match is over; its lines stay readable until Next, Leave or a reload. */
  | {
      readonly phase: 'over';
      readonly match: MatchId;
      readonly chat: ChatView;
      readonly why: 'partner-left' | 'partner-gone' | 'link-lost' | 'flooded';
    }
  /** A moderator has shut this identity out. */
  | { readonly phase: 'banned'; readonly statement: StatementOfReasons }
  | { readonly phase: 'failed'; readonly failure: Failure; readonly detail?: string };

/** The socket to the signaling server. Losing it never ends a chat. */
export type SignalingState = 'off' | 'connecting' | 'online' | 'offline';

/** A file of the chat. `bytes` are there where this device has the file itself; then it goes along with its line. */
export interface ReportableFile {
  readonly type: FileType;
  readonly sizeBytes: number;
  readonly bytes?: Bytes;
}

interface LineOfReport {
  /** That of the {@link Line}. */
  readonly key: string;
  readonly from: 'me' | 'them';
  readonly atMs: number;
  /** `proven`: the partner's signature stands behind it. `own-word`: a moderator has to take one's word for it. */
  readonly weight: 'proven' | 'own-word';
}

type Disclosed =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'file'; readonly file: ReportableFile };

/** A line that a report of the latest match would carry. */
export type ReportableLine = LineOfReport &
  Disclosed & {
    /** The number of each side's last message up to this one, with those that say nothing to people. */
    readonly upTo: Readonly<Record<LineOfReport['from'], number>>;
  };

/** Whom a report would be about. */
export interface ReportedPartner {
  readonly match: MatchId;
  readonly nickname: string;
}

/** What can be reported of the present match, or of the last one until the next chat opens. */
export interface Reportable extends ReportedPartner {
  /** The messages of both sides, oldest first. */
  readonly lines: readonly ReportableLine[];
}

/** What somebody decides to report. */
export interface ReportRequest {
  readonly match: MatchId;
  readonly reason: ReportReason;
  /** At most `limits.maxReportCommentBytes` of UTF-8; may be empty. */
  readonly comment: string;
  /** Keys of lines of {@link Reportable} that go along. The others are shown to moderators as withheld. */
  readonly disclosed: ReadonlySet<string>;
  /** Never meet again; ends the match. */
  readonly block: boolean;
}

/**
 * A line as moderators get it. Of a withheld one they see who sent it, when, and what kind of message it was; `refresh` is one in
 * which the browsers renewed their keys.
 */
export type PreviewLine = LineOfReport &
  (Disclosed | { readonly kind: 'withheld'; readonly was: 'text' | 'file' | 'refresh' });

/** A report as it will be sent. */
export interface ReportPreview {
  readonly reason: ReportReason;
  readonly comment: string;
  /** In an order in which they can have been written. */
  readonly lines: readonly PreviewLine[];
  readonly sizeBytes: number;
}

/** How a report went. */
export type ReportOutcome =
  /** The server keeps it. The receipt is on the device, and looks its state up. */
  | { readonly ok: true; readonly receipt: string }
  | {
      readonly ok: false;
      readonly failure: ReportFailure;
      readonly retryAfterS?: number;
      /** Why it was refused, where the server says so. */
      readonly refusal?: ReportRefusalCode;
    };

export type ReportFailure =
  /** There is no such match any more. */
  | 'gone'
  | 'offline'
  | 'server-unavailable'
  | 'too-many-requests'
  /** The server found that it does not fit. */
  | 'refused';

/** A report that was made on this device. */
export interface KeptReceipt {
  readonly receipt: string;
  readonly reason: ReportReason;
  readonly atMs: number;
}

/** What has become of a report. */
export type ReportProgress =
  | {
      readonly known: true;
      readonly state: ReportState;
      readonly reason: ReportReason;
      readonly receivedAtMs: number;
    }
  /** `unknown`: no report has this receipt. */
  | { readonly known: false; readonly failure: 'unknown' | Exclude<ReportFailure, 'gone' | 'refused'> };

/** The whole of what pages may do. Every call is safe in any phase; one that makes no sense does nothing. */
export interface SottoApp {
  readonly state: AppState;
  readonly signaling: SignalingState;
  /** What a moderator has to tell this person, until they have acknowledged it. */
  readonly warning: StatementOfReasons | undefined;
  acknowledge(receipt: string): void;
  /** Registers if need be, then searches. */
  start(profile: Profile): void;
  cancel(): void;
  /** Ends the match, if any, and searches again with the same profile. */
  next(): void;
  /** Ends the match and goes back to `idle`. */
  leave(): void;
  /**
   * Agrees to a direct connection, or takes that back, or declines the partner's offer of one. Nothing changes before both agree,
   * and the relay is back as soon as one does not.
   */
  allowDirect(allow: boolean): void;
  /** Never meet this partner again; ends the match and goes back to `idle`. */
  block(): void;
  /** `false` where the text is empty or over `limits.maxTextBytes`; nothing is sent then. */
  send(text: string): boolean;
  /** Sends a picture, as a line of its own. Its file is read first, which takes some tens of milliseconds. */
  sendPicture(picture: PictureToSend): Promise<PictureSent>;
  /** Stops the picture of a line that is on its way, to or from here. */
  cancelPicture(key: string): void;
  /** Call at each keystroke; it is thinned out and ends by itself. */
  typing(): void;
  /** The newest of their lines has been on screen. Told to the partner only with receipts on. */
  seen(): void;
  /**
   * The symbols that two people compare, as soon as both browsers have said what they hang on, moments after the chat opens;
   * `undefined` while no match is open.
   */
  safetyCode(): Promise<readonly SafetySymbol[] | undefined>;
  /** Whom a report would be about now; `undefined` where there is nobody. */
  reportedPartner(): ReportedPartner | undefined;
  /** What a report would carry now; `undefined` where there is nothing to report. Asked when the dialog opens. */
  reportable(): Reportable | undefined;
  /** What {@link report} would send of what `reportable` told last; `undefined` once the match is forgotten. */
  previewReport(request: ReportRequest): ReportPreview | undefined;
  /**
   * Reports what `reportable` told. With `block`, the match ends at once, whatever becomes of the report. A report that could
   * not be sent can be sent again, even after the match.
   */
  report(request: ReportRequest): Promise<ReportOutcome>;
  /** Closes everything, deletes the identity here and on the server, wipes storage, leaves for a blank page. */
  panic(): void;
  /** Deletes the identity on the server and on the device. */
  forgetMe(): Promise<void>;
}
