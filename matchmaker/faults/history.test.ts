import { describe, expect, it } from 'vitest';
import { handleOf, sketchTicket } from '../src/testing/tickets.ts';
import { isClean, judge, type Event, type Verdict } from './history.ts';

const [ann, bob, eve] = [
  sketchTicket('ann'),
  sketchTicket('bob', { blocks: [handleOf('eve')] }),
  sketchTicket('eve'),
];
const submits = [ann, bob, eve].map((ticket): Event => ({ kind: 'submitted', ticket }));
const told = (match: string, a: { id: string }, b: { id: string }): Event[] => [
  { kind: 'delivered', id: a.id, match, peer: b.id },
  { kind: 'delivered', id: b.id, match, peer: a.id },
];
const waited = ({ id }: { id: string }): Event => ({ kind: 'waited', id });

describe('the judge of a history', () => {
  it('finds no fault in one without', () => {
    const [toAnn, toBob] = told('m1', ann, bob);
    if (toAnn === undefined || toBob === undefined) throw new Error('both are told');
    const history: Event[] = [
      ...submits,
      toAnn,
      toAnn,
      toBob,
      { kind: 'requeued', ticket: ann },
      ...told('m2', ann, eve),
      { kind: 'submitted', ticket: sketchTicket('zoe') },
      { kind: 'cancelled', id: sketchTicket('zoe').id },
      toAnn,
    ];
    expect(isClean(judge(history))).toBe(true);
    expect(judge(history)).toMatchObject({ tickets: 4, matches: 2, cancelled: 1 });
  });

  it.each<[keyof Verdict, Event[]]>([
    ['lost', [...told('m1', ann, bob)]],
    ['matchedTwice', [...told('m1', ann, bob), ...told('m2', ann, eve)]],
    ['forbidden', [...told('m1', bob, eve), waited(ann)]],
    ['matchedAfterCancel', [{ kind: 'cancelled', id: ann.id }, ...told('m1', ann, bob), waited(eve)]],
    [
      'forbidden',
      [
        ...told('m1', ann, eve),
        { kind: 'requeued', ticket: { ...ann, recent: [eve.handle] } },
        { kind: 'requeued', ticket: eve },
        ...told('m2', ann, eve),
        waited(bob),
      ],
    ],
    ['oneSided', [...told('m1', ann, bob).slice(0, 1), waited(bob), waited(eve)]],
  ])('sees what is %s', (fault, events) => {
    const verdict = judge([...submits, ...events]);
    expect(verdict[fault]).toBeGreaterThan(0);
    expect(isClean(verdict)).toBe(false);
  });
});
