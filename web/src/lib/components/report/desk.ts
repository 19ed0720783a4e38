import { limits, utf8, type MatchId, type ReportReason } from '@sotto/protocol';
import type { Reportable, ReportOutcome, ReportRequest } from '../../app/state.ts';
import {
  fitsOneReport,
  refreshSelection,
  setAll,
  setDisclosed,
  showEarlier,
  startSelection,
  withLine,
  type Selection,
  type Whose,
} from './selection.ts';

/** What somebody has filled in. */
export interface Draft {
  readonly about: Reportable;
  readonly reason: ReportReason | undefined;
  readonly comment: string;
  readonly selection: Selection;
}

/** A report on its way, and how it went. */
interface Filed {
  readonly nickname: string;
  readonly request: ReportRequest;
}

/** A report from the first look at the form to its receipt. `open`: the dialog shows it; else it goes on behind. */
export type Desk =
  | { readonly at: 'empty' }
  | {
      readonly at: 'compose';
      readonly open: boolean;
      readonly draft: Draft;
      /** What is missing is pointed at, once somebody has wanted to go on. */
      readonly insist: boolean;
    }
  | { readonly at: 'review'; readonly open: boolean; readonly draft: Draft; readonly request: ReportRequest }
  | ({ readonly at: 'sending'; readonly open: boolean } & Filed)
  | ({
      readonly at: 'failed';
      readonly open: boolean;
      readonly outcome: Extract<ReportOutcome, { ok: false }>;
    } & Filed)
  | ({ readonly at: 'done'; readonly open: boolean; readonly receipt: string } & Filed);

export type DeskEvent =
  | {
      readonly type: 'open';
      readonly about: Reportable;
      /** The key of a line that the report is about, and a reason to begin with. */
      readonly line?: string | undefined;
      readonly reason?: ReportReason | undefined;
    }
  /** Shows again what goes on behind. */
  | { readonly type: 'show' }
  | { readonly type: 'underage'; readonly about: Reportable }
  | { readonly type: 'reason'; readonly reason: ReportReason }
  | { readonly type: 'comment'; readonly comment: string }
  | { readonly type: 'disclose'; readonly key: string; readonly disclosed: boolean }
  | { readonly type: 'disclose-all'; readonly whose: Whose; readonly disclosed: boolean }
  | { readonly type: 'earlier' }
  | { readonly type: 'review' }
  | { readonly type: 'back' }
  | { readonly type: 'send'; readonly block: boolean }
  | { readonly type: 'retry' }
  /** How the report of this request went. */
  | { readonly type: 'answered'; readonly request: ReportRequest; readonly outcome: ReportOutcome }
  /** A chat has opened: what was written about another one is out of date, and holds words that are to be forgotten. */
  | { readonly type: 'met'; readonly match: MatchId }
  | { readonly type: 'forget' }
  /** Gives up a report that failed. */
  | { readonly type: 'discard' }
  | { readonly type: 'close' };

export const emptyDesk: Desk = { at: 'empty' };

/** The next state. An event that makes no sense now changes nothing. */
export function deskStep(desk: Desk, event: DeskEvent): Desk {
  switch (event.type) {
    case 'open':
      return isOnItsWay(desk) ? { ...desk, open: true } : opened(desk, event);
    case 'show':
      return desk.at === 'empty' ? desk : { ...desk, open: true };
    case 'underage':
      // Never held up by a report that is still on its way: that one goes on without the dialog.
      return underage(event.about);
    case 'review':
      return desk.at === 'compose' ? reviewed(desk.draft) : desk;
    case 'back':
      return desk.at === 'review' ? { at: 'compose', open: true, draft: desk.draft, insist: false } : desk;
    case 'send':
      if (desk.at !== 'review') return desk;
      return sending(desk.draft.about.nickname, { ...desk.request, block: event.block });
    case 'retry':
      return desk.at === 'failed' ? sending(desk.nickname, desk.request) : desk;
    case 'answered':
      return desk.at === 'sending' && desk.request === event.request ? answered(desk, event.outcome) : desk;
    case 'met':
      return (desk.at === 'compose' || desk.at === 'review') && desk.draft.about.match !== event.match
        ? emptyDesk
        : desk;
    case 'forget':
      return emptyDesk;
    case 'discard':
      return desk.at === 'failed' ? emptyDesk : desk;
    case 'close':
      return closed(desk);
    default:
      return desk.at === 'compose' ? { ...desk, draft: edited(desk.draft, event) } : desk;
  }
}

type Edit = Extract<DeskEvent, { type: 'reason' | 'comment' | 'disclose' | 'disclose-all' | 'earlier' }>;

function edited(draft: Draft, edit: Edit): Draft {
  const { selection } = draft;
  switch (edit.type) {
    case 'reason':
      return { ...draft, reason: edit.reason };
    case 'comment':
      return { ...draft, comment: edit.comment };
    case 'disclose':
      return { ...draft, selection: setDisclosed(selection, edit.key, edit.disclosed) };
    case 'disclose-all':
      return { ...draft, selection: setAll(selection, edit.whose, edit.disclosed) };
    case 'earlier':
      return { ...draft, selection: showEarlier(selection) };
  }
}

/** A form that was closed is as it was when it opens again for the same match: nothing that was withheld comes back. */
function opened(desk: Desk, { about, line, reason }: Extract<DeskEvent, { type: 'open' }>): Desk {
  const former = desk.at === 'compose' || desk.at === 'review' ? desk.draft : undefined;
  const draft: Draft =
    former?.about.match === about.match
      ? { ...former, about, selection: refreshSelection(former.selection, about.lines) }
      : { about, reason: undefined, comment: '', selection: startSelection(about.lines) };
  const selection = line === undefined ? draft.selection : withLine(draft.selection, line);
  return {
    at: 'compose',
    open: true,
    draft: { ...draft, selection, reason: draft.reason ?? reason },
    insist: false,
  };
}

/** Filed at once, without a form. */
function underage(about: Reportable): Desk {
  const { disclosed } = startSelection(about.lines);
  const request: ReportRequest = {
    match: about.match,
    reason: 'underage',
    comment: '',
    disclosed,
    block: true,
  };
  return sending(about.nickname, request);
}

function reviewed(draft: Draft): Desk {
  const { about, reason, comment, selection } = draft;
  if (reason === undefined || faultsOf(draft).length > 0)
    return { at: 'compose', open: true, draft, insist: true };
  const { match } = about;
  const request = { match, reason, comment: comment.trim(), disclosed: selection.disclosed, block: true };
  return { at: 'review', open: true, draft, request };
}

function sending(nickname: string, request: ReportRequest): Desk {
  return { at: 'sending', open: true, nickname, request };
}

function answered({ open, nickname, request }: Filed & { open: boolean }, outcome: ReportOutcome): Desk {
  if (outcome.ok) return { at: 'done', open, nickname, request, receipt: outcome.receipt };
  return { at: 'failed', open, nickname, request, outcome };
}

/** What is done with is forgotten; a draft and a report on its way are kept. */
function closed(desk: Desk): Desk {
  if (desk.at === 'empty' || desk.at === 'done') return emptyDesk;
  if (desk.at === 'failed' && !canRetry(desk)) return emptyDesk;
  return { ...desk, open: false };
}

type Failed = Extract<Desk, { at: 'failed' }>;

/** Whether the same report may yet get through. */
export function canRetry({ outcome: { failure } }: Pick<Failed, 'outcome'>): boolean {
  return failure !== 'gone' && failure !== 'refused';
}

/** One report at a time is written. */
function isOnItsWay(desk: Desk): desk is Extract<Desk, { at: 'sending' | 'failed' }> {
  return desk.at === 'sending' || (desk.at === 'failed' && canRetry(desk));
}

export type Fault = 'reason' | 'comment-missing' | 'comment-long' | 'far-apart';

/** What keeps a draft from being sent. */
export function faultsOf({
  reason,
  comment,
  selection,
}: Pick<Draft, 'reason' | 'comment' | 'selection'>): readonly Fault[] {
  const faults: Fault[] = [];
  if (reason === undefined) faults.push('reason');
  if (reason === 'other' && comment.trim() === '') faults.push('comment-missing');
  if (utf8(comment.trim()).length > limits.maxReportCommentBytes) faults.push('comment-long');
  if (!fitsOneReport(selection)) faults.push('far-apart');
  return faults;
}

/** Whether the dialog shows. */
export function isOpen(desk: Desk): boolean {
  return desk.at !== 'empty' && desk.open;
}
