import { limits } from '@sotto/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reportable, ReportOutcome } from '../../app/state.ts';
import { deskStep, emptyDesk, faultsOf, isOpen, type Desk, type DeskEvent } from './desk.ts';
import { startSelection } from './selection.ts';

const about = (lines: number, match = 'match 1'): Reportable => ({
  match,
  nickname: 'ben',
  lines: Array.from({ length: lines }, (_, index) => ({
    key: `t${index + 1}`,
    from: 'them',
    atMs: index,
    weight: 'proven',
    kind: 'text',
    text: `line ${index + 1}`,
    upTo: { me: 0, them: index + 1 },
  })),
});

const play = (desk: Desk, ...events: DeskEvent[]): Desk => events.reduce(deskStep, desk);
const open: DeskEvent = { type: 'open', about: about(3) };
const spam: DeskEvent = { type: 'reason', reason: 'spam' };
const withhold = (key: string): DeskEvent => ({ type: 'disclose', key, disclosed: false });

/** The same, answered so by the server. */
function answer(desk: Desk, outcome: ReportOutcome): Desk {
  if (desk.at !== 'sending') throw new Error(`nothing on its way: ${desk.at}`);
  return deskStep(desk, { type: 'answered', request: desk.request, outcome });
}

describe('the report desk', () => {
  it('asks for a reason before it shows what would be sent', () => {
    expect(play(emptyDesk, open, { type: 'review' })).toMatchObject({ at: 'compose', insist: true });
    expect(play(emptyDesk, open, spam, { type: 'review' })).toMatchObject({ at: 'review' });
  });

  it('sends what was looked at, with or without a block', () => {
    const review = play(emptyDesk, open, spam, withhold('t2'), { type: 'review' });
    for (const block of [true, false])
      expect(play(review, { type: 'send', block })).toMatchObject({
        at: 'sending',
        nickname: 'ben',
        request: { match: 'match 1', reason: 'spam', disclosed: new Set(['t1', 't3']), block },
      });
  });

  it('opens with a line chosen, however old, and with a reason that was not chosen before', () => {
    const aboutOne: DeskEvent = { type: 'open', about: about(50), line: 't3', reason: 'threats' };
    const desk = play(emptyDesk, aboutOne);
    expect(desk).toMatchObject({ draft: { reason: 'threats', selection: { listed: 48 } } });
    expect(desk.at === 'compose' && desk.draft.selection.disclosed.has('t3')).toBe(true);
    expect(desk.at === 'compose' && desk.draft.selection.disclosed.has('t4')).toBe(false);
    expect(play(desk, spam, withhold('t3'), aboutOne)).toMatchObject({ draft: { reason: 'spam' } });
  });

  it('sends nothing that was not looked at', () => {
    expect(play(emptyDesk, open, spam, { type: 'send', block: true }).at).toBe('compose');
  });

  it('tries again with the very same request', () => {
    const first = play(emptyDesk, open, spam, { type: 'review' }, { type: 'send', block: true });
    const failed = answer(first, { ok: false, failure: 'offline' });
    const again = deskStep(failed, { type: 'retry' });
    expect(again.at === 'sending' && first.at === 'sending' && again.request === first.request).toBe(true);
    expect(answer(again, { ok: true, receipt: 'r' })).toMatchObject({ at: 'done', receipt: 'r' });
  });

  it('keeps what was filled in when it is closed and opened again', () => {
    const desk = play(
      emptyDesk,
      open,
      spam,
      { type: 'comment', comment: 'look' },
      withhold('t1'),
      { type: 'close' },
      { type: 'open', about: about(5) },
    );
    expect(desk).toMatchObject({
      at: 'compose',
      draft: { reason: 'spam', comment: 'look', selection: { disclosed: new Set(['t2', 't3', 't4', 't5']) } },
    });
  });

  it('forgets the words of a chat when the next one opens, but not a report on its way', () => {
    const met: DeskEvent = { type: 'met', match: 'match 2' };
    const hidden = play(emptyDesk, open, spam, { type: 'close' });
    expect(deskStep(hidden, met)).toEqual(emptyDesk);
    expect(deskStep(hidden, { type: 'met', match: 'match 1' })).toEqual(hidden);
    const sending = play(emptyDesk, open, spam, { type: 'review' }, { type: 'send', block: true });
    expect(deskStep(sending, met)).toEqual(sending);
    expect(deskStep(sending, { type: 'forget' })).toEqual(emptyDesk);
  });

  it('begins anew with another match', () => {
    const desk = play(emptyDesk, open, spam, { type: 'close' }, { type: 'open', about: about(1, 'match 2') });
    expect(desk).toMatchObject({ at: 'compose', draft: { reason: undefined, about: { match: 'match 2' } } });
  });

  it('goes on behind a closed dialog, and shows itself on demand', () => {
    const behind = play(
      emptyDesk,
      open,
      spam,
      { type: 'review' },
      { type: 'send', block: true },
      { type: 'close' },
    );
    expect(isOpen(behind)).toBe(false);
    const failed = answer(behind, { ok: false, failure: 'server-unavailable' });
    expect(isOpen(failed)).toBe(false);
    expect(isOpen(deskStep(failed, { type: 'show' }))).toBe(true);
    expect(isOpen(deskStep(failed, { type: 'open', about: about(1, 'match 2') }))).toBe(true);
    expect(deskStep(failed, { type: 'discard' })).toEqual(emptyDesk);
  });

  it('forgets a report that can never get through once it is closed', () => {
    const sent = play(emptyDesk, open, spam, { type: 'review' }, { type: 'send', block: false });
    for (const failure of ['gone', 'refused'] as const)
      expect(deskStep(answer(sent, { ok: false, failure }), { type: 'close' })).toEqual(emptyDesk);
  });

  it('files under-age reports at once, even while another one is on its way', () => {
    const busy = play(emptyDesk, open, spam, { type: 'review' }, { type: 'send', block: false });
    const desk = deskStep(busy, { type: 'underage', about: about(30, 'match 2') });
    expect(desk).toMatchObject({
      at: 'sending',
      open: true,
      request: { match: 'match 2', reason: 'underage', block: true },
    });
    expect(desk.at === 'sending' && desk.request.disclosed.size).toBe(20);
    // The answer to the former is not taken for one to this.
    if (busy.at !== 'sending') throw new Error(busy.at);
    const late: DeskEvent = { type: 'answered', request: busy.request, outcome: { ok: true, receipt: 'r' } };
    expect(deskStep(desk, late)).toEqual(desk);
  });

  it('wants words for another reason, and not too many of them', () => {
    const long = 'é'.repeat(limits.maxReportCommentBytes / 2);
    const selection = startSelection(about(3).lines);
    expect(faultsOf({ reason: 'other', comment: ' ', selection })).toEqual(['comment-missing']);
    expect(faultsOf({ reason: 'spam', comment: '', selection })).toEqual([]);
    expect(faultsOf({ reason: 'spam', comment: long, selection })).toEqual([]);
    expect(faultsOf({ reason: 'spam', comment: `${long}!`, selection })).toEqual(['comment-long']);
  });

  it('goes on only with lines that one report can hold', () => {
    const early: DeskEvent = { type: 'disclose', key: 't1', disclosed: true };
    const many = play(emptyDesk, { type: 'open', about: about(400) }, spam, early);
    expect(play(many, { type: 'review' })).toMatchObject({ at: 'compose', insist: true });
    expect(play(many, withhold('t1'), { type: 'review' }).at).toBe('review');
  });

  it('never sends a line that was withheld and not given back, whatever else happens', () => {
    const event: fc.Arbitrary<DeskEvent> = fc.oneof(
      fc.integer({ min: 3, max: 40 }).map((count): DeskEvent => ({ type: 'open', about: about(count) })),
      fc.constantFrom<DeskEvent>(
        { type: 'show' },
        spam,
        { type: 'reason', reason: 'threats' },
        { type: 'comment', comment: 'x' },
        { type: 'earlier' },
        { type: 'review' },
        { type: 'back' },
        { type: 'close' },
        { type: 'disclose-all', whose: 'me', disclosed: true },
        { type: 'disclose', key: 't1', disclosed: true },
        { type: 'disclose', key: 't3', disclosed: false },
      ),
    );
    fc.assert(
      fc.property(fc.array(event), fc.array(event), (before, after) => {
        const desk = play(emptyDesk, ...before, open, withhold('t2'), ...after, spam, { type: 'review' });
        const sent = deskStep(desk, { type: 'send', block: true });
        if (sent.at === 'sending') expect(sent.request.disclosed.has('t2')).toBe(false);
      }),
    );
  });
});
