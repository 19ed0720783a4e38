import { describe, expect, it } from 'vitest';
import { sketchTicket, type TicketSketch } from './testing.ts';
import { WaitMeter } from './wait-meter.ts';

const person = (sketch: TicketSketch = {}) => sketchTicket('somebody', sketch);

/** Matches of people who waited so long each, made at `atMs`. */
function noteAll(meter: WaitMeter, sketch: TicketSketch, waitsMs: readonly number[], atMs = 100_000): void {
  for (const waitMs of waitsMs) meter.note(person({ ...sketch, enteredAtMs: atMs - waitMs }), atMs);
}

describe('the measured wait', () => {
  it('says nothing before enough was measured', () => {
    const meter = new WaitMeter();
    noteAll(meter, {}, [1_000, 1_000, 1_000, 1_000]);
    expect(meter.estimateMs(person(), 100_000)).toBeUndefined();
  });

  it('is the median of people of the same kind', () => {
    const meter = new WaitMeter();
    const rare: TicketSketch = { about: { languages: ['fi'], gender: 'man' }, wants: { genders: ['woman'] } };
    noteAll(meter, {}, [100, 200, 300, 400, 60_000]);
    noteAll(meter, rare, [8_000, 9_000, 10_000, 11_000, 12_000]);
    expect(meter.estimateMs(person(), 100_000)).toBe(300);
    expect(meter.estimateMs(person(rare), 100_000)).toBe(10_000);
  });

  it('is that of everybody for a kind that is not measured', () => {
    const meter = new WaitMeter();
    noteAll(meter, {}, [1_000, 2_000, 3_000, 4_000, 5_000]);
    expect(meter.estimateMs(person({ about: { languages: ['yue'] } }), 100_000)).toBe(3_000);
  });

  it('follows the hour: old waits give way to new ones, and are forgotten after a silence', () => {
    const meter = new WaitMeter();
    noteAll(
      meter,
      {},
      Array.from({ length: 40 }, () => 30_000),
    );
    noteAll(
      meter,
      {},
      Array.from({ length: 31 }, () => 2_000),
      200_000,
    );
    expect(meter.estimateMs(person(), 200_000)).toBe(2_000);
    expect(meter.estimateMs(person(), 200_000 + 16 * 60_000)).toBeUndefined();
  });
});
