import type { Delivery } from '@sotto/matchmaker';
import { sketchTicket } from '@sotto/matchmaker/testing';
import { describe, expect, it } from 'vitest';
import { emptySeat, type Seat, type SeatEffect, type SeatEvent } from './seat.ts';
import { step } from './step.ts';
import { worldRules as rules } from './testing/world.ts';

const ticket = sketchTicket('Ann', { enteredAtMs: 1_000 });
const benTicket = sketchTicket('Ben');
const match = 'match-1';
const peer = benTicket.session;

function deliveryOf(id: string, own = ticket): Delivery {
  const side = ({ handle, id: ticketId, payload, session }: typeof ticket) => ({
    ticket: ticketId,
    session,
    handle,
    payload,
  });
  return {
    role: 'initiator',
    match: {
      id,
      pool: 'text',
      initiator: side(own),
      answerer: side(benTicket),
      sharedInterests: [],
      sharedLanguages: ['en'],
      madeAtMs: 2_000,
    },
  };
}

const delivery = deliveryOf(match);

/** Feeds events to a fresh seat, each with the time at which it comes. */
function live(...events: readonly (readonly [number, SeatEvent])[]): {
  seat: Seat | undefined;
  effects: readonly SeatEffect[];
} {
  let seat: Seat | undefined = emptySeat(ticket.session);
  let effects: readonly SeatEffect[] = [];
  for (const [nowMs, event] of events) {
    if (seat === undefined) throw new Error('the seat is given up');
    ({ seat, effects } = step(seat, event, nowMs, rules));
  }
  return { seat, effects };
}

const seek = [1_000, { on: 'seek', ticket }] as const;
const queued = [1_010, { on: 'submitted', ticket: ticket.id, outcome: 'queued' }] as const;
const delivered = [2_000, { on: 'delivered', delivery }] as const;
const accept = [2_100, { on: 'accept', match }] as const;
const peerAccepted = [2_200, { on: 'partner', message: { kind: 'accepted', match, ask: false } }] as const;
const dropped = [2_300, { on: 'dropped', final: false }] as const;
const tell = (message: object) => ({ do: 'tell', peer, message });
const frame = (content: object) => ({ do: 'frame', frame: content });
const matchedStage = [seek, queued, delivered] as const;
const confirmedStage = [...matchedStage, accept, peerAccepted] as const;
describe('a seat that seeks', () => {
  it('submits the ticket, and says waiting once the queue has it', () => {
    expect(live(seek).effects).toEqual([{ do: 'submit', ticket }]);
    expect(live(seek, queued).effects).toEqual([frame({ t: 'waiting', ticket: ticket.id, waitedMs: 10 })]);
  });

  it('refuses a second ticket beside the first', () => {
    const other = sketchTicket('Ann again');
    expect(live(seek, [1_020, { on: 'seek', ticket: other }]).effects).toEqual([
      frame({ t: 'error', code: 'already-seeking', of: 'seek', ref: other.id }),
    ]);
  });

  it('says waiting again where the same search is sent twice', () => {
    expect(live(seek, queued, [1_500, { on: 'seek', ticket }]).effects).toEqual([
      frame({ t: 'waiting', ticket: ticket.id, waitedMs: 500 }),
    ]);
  });

  it('is idle again where the first submit fails', () => {
    const { effects, seat } = live(seek, [1_010, { on: 'submitted', ticket: ticket.id, outcome: 'failed' }]);
    expect(seat?.stage.at).toBe('idle');
    expect(effects).toEqual([frame({ t: 'error', code: 'unavailable', of: 'seek', ref: ticket.id })]);
  });

  it('submits again now and then, without a word to the client', () => {
    const again = live(seek, queued, [21_000, { on: 'tick' }]);
    expect(again.effects).toEqual([{ do: 'submit', ticket }]);
    expect(step(again.seat as Seat, queued[1], 21_010, rules).effects).toEqual([]);
  });

  it('says cancelled only when the queue confirms it', () => {
    const cancel = [1_500, { on: 'cancel', ticket: ticket.id }] as const;
    expect(live(seek, queued, cancel).effects).toEqual([{ do: 'cancel', ticket: ticket.id }]);
    const answer = [1_600, { on: 'cancel-answered', ticket: ticket.id, outcome: 'cancelled' }] as const;
    const { effects, seat } = live(seek, queued, cancel, answer);
    expect(effects).toEqual([frame({ t: 'cancelled', ticket: ticket.id })]);
    expect(seat?.stage.at).toBe('idle');
  });

  it('gets its match where that won over the cancel', () => {
    const cancel = [1_500, { on: 'cancel', ticket: ticket.id }] as const;
    const lost = [1_600, { on: 'cancel-answered', ticket: ticket.id, outcome: 'matched' }] as const;
    expect(live(seek, queued, cancel, lost).effects).toEqual([]);
    expect(live(seek, queued, cancel, lost, delivered).effects).toMatchObject([
      { do: 'introduce', delivery },
    ]);
    expect(live(seek, queued, cancel, delivered).effects).toMatchObject([{ do: 'introduce', delivery }]);
  });

  it('attaches an offer to its own ticket only', () => {
    const own = [1_100, { on: 'offer', ticket: ticket.id, sdp: 'sdp' }] as const;
    expect(live(seek, own).effects).toEqual([{ do: 'attach-offer', ticket: ticket.id, sdp: 'sdp' }]);
    const foreign = [1_100, { on: 'offer', ticket: 'other', sdp: 'sdp' }] as const;
    expect(live(seek, foreign).effects).toEqual([
      frame({ t: 'error', code: 'no-such-ticket', of: 'offer', ref: 'other' }),
    ]);
  });
});

describe('a match', () => {
  it('is told once, however often it is delivered', () => {
    expect(live(...matchedStage).effects).toEqual([{ do: 'introduce', delivery, waitedMs: 1_000 }]);
    expect(live(...matchedStage, [2_050, delivered[1]]).effects).toEqual([]);
    expect(live(...confirmedStage, [2_500, delivered[1]]).effects).toEqual([]);
  });

  it('that is older than its ticket was not waited for', () => {
    const late = { ...ticket, enteredAtMs: 3_000 };
    const { effects } = live([3_000, { on: 'seek', ticket: late }], [3_100, { on: 'delivered', delivery }]);
    expect(effects).toEqual([{ do: 'introduce', delivery, waitedMs: 0 }]);
  });

  it('is final when both sides have accepted, in either order', () => {
    expect(live(...matchedStage, accept).effects).toEqual([tell({ kind: 'accepted', match, ask: true })]);
    expect(live(...confirmedStage).effects).toEqual([frame({ t: 'confirmed', match })]);
    expect(live(...matchedStage, peerAccepted, accept).effects).toEqual([
      tell({ kind: 'accepted', match, ask: false }),
      frame({ t: 'confirmed', match }),
    ]);
  });

  it('goes back into the queue with its age where only this side accepted in time', () => {
    const { effects, seat } = live(...matchedStage, accept, [7_000, { on: 'tick' }]);
    expect(effects).toEqual([
      tell({ kind: 'over', match, why: 'lapsed' }),
      frame({ t: 'requeued', match, ticket: ticket.id }),
      { do: 'requeue', ticket, match },
    ]);
    const answer = { on: 'requeue-answered', ticket: ticket.id, outcome: 'queued' } as const;
    expect(step(seat as Seat, answer, 7_100, rules).effects).toEqual([
      frame({ t: 'waiting', ticket: ticket.id, waitedMs: 6_100 }),
    ]);
  });

  it('is over for a side that did not accept in time', () => {
    const { effects, seat } = live(...matchedStage, [7_000, { on: 'tick' }]);
    expect(effects).toEqual([
      tell({ kind: 'over', match, why: 'lapsed' }),
      frame({ t: 'ended', match, reason: 'gone' }),
    ]);
    expect(seat?.stage.at).toBe('idle');
  });

  it('is over for a side that the other says did not accept in time', () => {
    const lapsed = [6_990, { on: 'partner', message: { kind: 'over', match, why: 'lapsed' } }] as const;
    expect(live(...matchedStage, lapsed).effects).toEqual([frame({ t: 'ended', match, reason: 'gone' })]);
    expect(live(...matchedStage, accept, lapsed).seat?.stage.at).toBe('seeking');
  });

  it.each(['left', 'gone'] as const)('is requeued where the other has %s before it was final', (why) => {
    const over = [2_400, { on: 'partner', message: { kind: 'over', match, why } }] as const;
    for (const events of [matchedStage, [...matchedStage, accept]]) {
      expect(live(...events, over).effects).toEqual([
        frame({ t: 'requeued', match, ticket: ticket.id }),
        { do: 'requeue', ticket, match },
      ]);
    }
  });

  it('is not taken a second time when its delivery is repeated after the requeue', () => {
    const over = [2_400, { on: 'partner', message: { kind: 'over', match, why: 'gone' } }] as const;
    expect(live(...matchedStage, accept, over, [2_500, delivered[1]]).effects).toEqual([
      { do: 'requeue', ticket, match },
    ]);
  });

  it('submits the ticket where the queue forgot it before the requeue', () => {
    const over = [2_400, { on: 'partner', message: { kind: 'over', match, why: 'gone' } }] as const;
    const gone = [2_500, { on: 'requeue-answered', ticket: ticket.id, outcome: 'gone' }] as const;
    expect(live(...matchedStage, over, gone).effects).toEqual([{ do: 'submit', ticket }]);
  });

  it('asks the other once more at half time, since the answer may have been lost', () => {
    const { effects, seat } = live(...matchedStage, accept, [4_500, { on: 'tick' }]);
    expect(effects).toEqual([tell({ kind: 'accepted', match, ask: true })]);
    expect(step(seat as Seat, { on: 'tick' }, 4_600, rules).effects).toEqual([]);
  });

  it('answers a side that asks, before and after it is final', () => {
    const ask = [2_300, { on: 'partner', message: { kind: 'accepted', match, ask: true } }] as const;
    const answer = tell({ kind: 'accepted', match, ask: false });
    expect(live(...matchedStage, accept, ask).effects).toEqual([answer, frame({ t: 'confirmed', match })]);
    expect(live(...confirmedStage, ask).effects).toEqual([answer]);
    expect(live(...matchedStage, ask).effects).toEqual([]);
  });

  it('ends for the other when this side leaves', () => {
    for (const events of [matchedStage, confirmedStage]) {
      const { effects, seat } = live(...events, [3_000, { on: 'leave', match }]);
      expect(effects).toEqual([tell({ kind: 'over', match, why: 'left' })]);
      expect(seat?.stage.at).toBe('idle');
    }
  });

  it('ends for this side when the other leaves or is gone', () => {
    for (const [why, reason] of [
      ['left', 'left'],
      ['gone', 'gone'],
      ['lapsed', 'gone'],
    ] as const) {
      const over = [3_000, { on: 'partner', message: { kind: 'over', match, why } }] as const;
      expect(live(...confirmedStage, over).effects).toEqual([frame({ t: 'ended', match, reason })]);
    }
  });

  it.each(['accept', 'leave'] as const)('refuses to %s another match than the current one', (on) => {
    expect(live(...confirmedStage, [3_000, { on, match: 'older' }]).effects).toEqual([
      frame({ t: 'error', code: 'no-such-match', of: on, ref: 'older' }),
    ]);
  });

  it('that is final is not ended by a repeated delivery that finds nobody at the old node', () => {
    const over = [2_400, { on: 'partner', message: { kind: 'over', match, why: 'declined' } }] as const;
    expect(live(...confirmedStage, over)).toEqual({ ...live(...confirmedStage), effects: [] });
    expect(live(...matchedStage, over).seat?.stage.at).toBe('seeking');
  });

  it('is declined where the ticket is not sought any more, so that the other need not wait', () => {
    expect(live([2_000, { on: 'delivered', delivery }]).effects).toEqual([
      tell({ kind: 'over', match, why: 'declined' }),
    ]);
  });
});

describe('a seat without a socket', () => {
  const resumed = [10_000, { on: 'resumed' }] as const;

  it('keeps its ticket through the grace time, then takes it out of the queue', () => {
    expect(live(seek, queued, dropped).seat?.stage.at).toBe('seeking');
    const { effects, seat } = live(seek, queued, dropped, [32_300, { on: 'tick' }]);
    expect(seat).toBeUndefined();
    expect(effects).toEqual([{ do: 'cancel', ticket: ticket.id }]);
  });

  it('keeps a final match through the longer grace time, then tells the other', () => {
    expect(live(...confirmedStage, dropped, [122_299, { on: 'tick' }]).effects).toEqual([]);
    const { effects, seat } = live(...confirmedStage, dropped, [122_300, { on: 'tick' }]);
    expect(seat).toBeUndefined();
    expect(effects).toEqual([tell({ kind: 'over', match, why: 'gone' })]);
  });

  it('says again on its return whatever may have been lost', () => {
    expect(live(seek, queued, dropped, resumed).effects).toEqual([
      frame({ t: 'waiting', ticket: ticket.id, waitedMs: 9_000 }),
      { do: 'submit', ticket },
    ]);
    expect(live(seek, queued, dropped, [3_000, delivered[1]], [4_000, resumed[1]]).effects).toMatchObject([
      { do: 'introduce', delivery },
    ]);
    const { effects } = live(...confirmedStage, dropped, resumed);
    expect(effects).toMatchObject([frame({ t: 'confirmed', match }), { do: 'path' }]);
  });

  it('hears on its return how its match ended meanwhile', () => {
    const over = [3_000, { on: 'partner', message: { kind: 'over', match, why: 'left' } }] as const;
    const { effects, seat } = live(...confirmedStage, dropped, over, resumed);
    expect(effects).toEqual([frame({ t: 'ended', match, reason: 'left' })]);
    expect(step(seat as Seat, { on: 'resumed' }, 11_000, rules).effects).toEqual([]);
  });

  it('gives up at once, but for a final match, where its page went away too', () => {
    const gone = [2_300, { on: 'dropped', final: true }] as const;
    expect(live(seek, queued, gone)).toEqual({
      seat: undefined,
      effects: [{ do: 'cancel', ticket: ticket.id }],
    });
    expect(live(...matchedStage, gone).effects).toEqual([tell({ kind: 'over', match, why: 'gone' })]);
    expect(live(...confirmedStage, gone).seat?.stage.at).toBe('confirmed');
  });
});
