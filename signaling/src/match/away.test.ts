import { sketchTicket } from '@sotto/matchmaker/testing';
import type { Delivery } from '@sotto/matchmaker';
import { describe, expect, it } from 'vitest';
import { emptySeat, type Seat, type SeatEvent, type SeatRules } from './seat.ts';
import { step } from './step.ts';

const rules: SeatRules = { graceMs: 30_000, chatGraceMs: 120_000, acceptMs: 5_000, resubmitMs: 20_000 };
const ticket = sketchTicket('Ann', { enteredAtMs: 1_000 });
const other = sketchTicket('Ben');
const sideOf = ({ handle, id, payload, session }: typeof ticket) => ({
  ticket: id,
  session,
  handle,
  payload,
});
const delivery: Delivery = {
  role: 'answerer',
  match: {
    id: 'match-1',
    pool: 'text',
    initiator: sideOf(other),
    answerer: sideOf(ticket),
    sharedInterests: [],
    sharedLanguages: ['en'],
    madeAtMs: 4_000,
  },
};

/** Somebody who waits, loses the socket at 3 s, and is matched at 4 s. */
const away: readonly (readonly [number, SeatEvent])[] = [
  [1_000, { on: 'seek', ticket }],
  [1_010, { on: 'submitted', ticket: ticket.id, outcome: 'queued' }],
  [3_000, { on: 'dropped', final: false }],
  [4_000, { on: 'delivered', delivery }],
];
const lapses = [9_000, { on: 'tick' }] as const;
const lapsedThere = [
  8_990,
  { on: 'partner', message: { kind: 'over', match: 'match-1', why: 'lapsed' } },
] as const;
const resumed = [20_000, { on: 'resumed' }] as const;

function live(events: readonly (readonly [number, SeatEvent])[]) {
  let seat: Seat | undefined = emptySeat(ticket.session);
  let effects: ReturnType<typeof step>['effects'] = [];
  for (const [nowMs, event] of events) {
    if (seat === undefined) throw new Error('the seat is given up');
    ({ seat, effects } = step(seat, event, nowMs, rules));
  }
  return { seat, effects };
}

describe('somebody who was away at the moment of a match', () => {
  it.each([
    ['here', lapses],
    ['at the partner’s', lapsedThere],
  ])('keeps the ticket with its age when the match lapses %s', (_where, lapse) => {
    const { seat, effects } = live([...away, lapse, resumed]);
    expect(effects).toEqual([{ do: 'requeue', ticket, match: 'match-1' }]);
    const back = step(
      seat as Seat,
      { on: 'requeue-answered', ticket: ticket.id, outcome: 'queued' },
      20_010,
      rules,
    );
    expect(back.effects).toEqual([
      { do: 'frame', frame: { t: 'waiting', ticket: ticket.id, waitedMs: 19_010 } },
    ]);
  });

  it('is nobody’s match until the return', () => {
    const gone = live([...away, lapses, [29_500, { on: 'tick' }]]);
    expect(gone.effects).toEqual([]);
    const stage = gone.seat?.stage;
    expect(stage?.at === 'seeking' && stage.queue).toBe('absent');
  });

  it('loses the ticket with the grace time', () => {
    expect(live([...away, lapses, [33_000, { on: 'tick' }]])).toEqual({
      seat: undefined,
      effects: [{ do: 'cancel', ticket: ticket.id }],
    });
  });
});
