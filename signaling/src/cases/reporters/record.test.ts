import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  accuracyOf,
  emptyRecord,
  headStartOf,
  mostHeadStartH,
  recordOf,
  type ReporterRecord,
} from './record.ts';

const few = fc.nat({ max: 500 });
const records: fc.Arbitrary<ReporterRecord> = fc.record({ upheld: few, dismissed: few, false: few });

describe('what a reporter’s record does to the place of a report', () => {
  it('is nothing as long as nothing is decided, and little after one decision', () => {
    expect(accuracyOf(emptyRecord)).toBe(0.5);
    expect(headStartOf(emptyRecord, 1)).toBe(0);
    expect(headStartOf({ ...emptyRecord, upheld: 1 }, 1)).toBe(0);
    expect(headStartOf({ ...emptyRecord, dismissed: 1 }, 1)).toBe(0);
    expect(headStartOf({ ...emptyRecord, upheld: 2 }, 1)).toBe(2);
    expect(headStartOf({ ...emptyRecord, upheld: 30 }, 1)).toBe(4);
    expect(headStartOf({ ...emptyRecord, false: 30 }, 1)).toBe(-4);
  });

  it('is bounded, in whole steps, and never a loss of accuracy beyond 0 and 1', () => {
    fc.assert(
      fc.property(records, fc.integer({ min: 1, max: 9 }), (record, urgency) => {
        const hours = headStartOf(record, urgency);
        expect(Math.abs(hours)).toBeLessThanOrEqual(mostHeadStartH);
        expect(Math.abs(hours) % 2).toBe(0);
        expect(Object.is(hours, -0)).toBe(false);
        expect(accuracyOf(record)).toBeGreaterThan(0);
        expect(accuracyOf(record)).toBeLessThan(1);
      }),
    );
  });

  it('never falls with one more that was upheld, and never rises with one more that was not', () => {
    fc.assert(
      fc.property(records, (record) => {
        const now = headStartOf(record, 1);
        expect(headStartOf({ ...record, upheld: record.upheld + 1 }, 1)).toBeGreaterThanOrEqual(now);
        const dismissed = headStartOf({ ...record, dismissed: record.dismissed + 1 }, 1);
        expect(dismissed).toBeLessThanOrEqual(now);
        expect(headStartOf({ ...record, false: record.false + 1 }, 1)).toBeLessThanOrEqual(dismissed);
      }),
    );
  });

  it('touches no report of threats or minors, whatever the record', () => {
    fc.assert(fc.property(records, (record) => headStartOf(record, 0) === 0));
  });

  it('counts each verdict once', () => {
    expect(recordOf(['upheld', 'false', 'upheld', 'dismissed'])).toEqual({
      upheld: 2,
      dismissed: 1,
      false: 1,
    });
  });
});
