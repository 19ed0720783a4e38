import { sketchTicket } from '@sotto/matchmaker/testing';
import { describe, expect, it } from 'vitest';
import { emptySeat, type Seat, type SeatEffect, type SeatEvent, type SeatRules } from './seat.ts';
import { step } from './step.ts';

const rules: SeatRules = { graceMs: 30_000, chatGraceMs: 120_000, acceptMs: 5_000, resubmitMs: 20_000 };
const ticket = sketchTicket('Ann', { enteredAtMs: 1_000 });
const frame = (content: object) => ({ do: 'frame', frame: content });

/** What the last of these events does, each with the time at which it comes. */
function live(...events: readonly (readonly [number, SeatEvent])[]): { effects: readonly SeatEffect[] } {
  let seat: Seat | undefined = emptySeat(ticket.session);
  let effects: readonly SeatEffect[] = [];
  for (const [nowMs, event] of events) {
    if (seat === undefined) throw new Error('the seat is given up');
    ({ seat, effects } = step(seat, event, nowMs, rules));
  }
  return { effects };
}

describe('a search that is to begin later', () => {
  it('waits until then, and not at all where it is taken back before', () => {
    const late = [1_000, { on: 'seek', ticket, afterMs: 5_000 }] as const;
    expect(live(late, [5_999, { on: 'tick' }]).effects).toEqual([]);
    expect(live(late, [6_000, { on: 'tick' }]).effects).toEqual([{ do: 'submit', ticket }]);
    const takenBack = [1_500, { on: 'cancel', ticket: ticket.id }] as const;
    expect(live(late, takenBack).effects).toEqual([{ do: 'cancel', ticket: ticket.id }]);
    const gone = [1_600, { on: 'cancel-answered', ticket: ticket.id, outcome: 'unknown' }] as const;
    expect(live(late, takenBack, gone).effects).toEqual([frame({ t: 'cancelled', ticket: ticket.id })]);
  });

  it('begins no sooner where its socket was away, and brings the offer that came meanwhile', () => {
    const late = [1_000, { on: 'seek', ticket, afterMs: 5_000 }] as const;
    const own = [1_100, { on: 'offer', ticket: ticket.id, sdp: 'sdp' }] as const;
    const back = [1_300, { on: 'resumed' }] as const;
    const away = [1_200, { on: 'dropped', final: false }] as const;
    expect(live(late, own).effects).toEqual([]);
    expect(live(late, own, away, back).effects).toEqual([]);
    expect(live(late, own, away, back, [5_999, { on: 'tick' }]).effects).toEqual([]);
    const begun = [6_000, { on: 'tick' }] as const;
    const attach = { do: 'attach-offer', ticket: ticket.id, sdp: 'sdp' };
    expect(live(late, own, away, back, begun).effects).toEqual([{ do: 'submit', ticket }, attach]);
    expect(live(late, own, begun, [26_000, { on: 'tick' }]).effects).toEqual([{ do: 'submit', ticket }]);
    const again = [6_100, { on: 'offer', ticket: ticket.id, sdp: 'newer' }] as const;
    expect(live(late, begun, again).effects).toEqual([{ ...attach, sdp: 'newer' }]);
    const takenBack = [1_500, { on: 'cancel', ticket: ticket.id }] as const;
    expect(live(late, own, takenBack, begun).effects).toEqual([{ do: 'cancel', ticket: ticket.id }]);
  });
});
