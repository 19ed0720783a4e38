import { describe, expect, it } from 'vitest';
import { seededRandom, sketchTicket, type TicketSketch } from '../testing.ts';
import { Candidates } from './candidates.ts';
import { engineTicket } from './engine-ticket.ts';
import { TicketTable } from './ticket-table.ts';

const maxProbes = 48;
/** Asks for a shared language: filed under the one that everybody here speaks, and so drawn once. */
const wants = { sharedLanguage: true };

function file(sketches: readonly TicketSketch[]): {
  candidates: Candidates;
  draw: (of: TicketSketch) => number[];
} {
  const table = new TicketTable();
  const candidates = new Candidates(table, maxProbes);
  const insert = (name: string, sketch: TicketSketch) =>
    table.insert(engineTicket(sketchTicket(name, sketch)), (slots) => candidates.reserve(slots));
  for (const [i, sketch] of sketches.entries()) candidates.link(insert(`p${i}`, sketch));
  const random = seededRandom(1);
  const draw = (of: TicketSketch) => {
    const slot = insert('seeker', of);
    candidates.choose(slot);
    const count = candidates.draw(random, maxProbes);
    table.remove(slot);
    return [...candidates.drawn.slice(0, count)];
  };
  return { candidates, draw };
}

const crowd = (length: number, sketch: TicketSketch): TicketSketch[] => Array.from({ length }, () => sketch);

describe('the candidates of a ticket', () => {
  it('are everybody, each once, where that is within the budget', () => {
    const { draw } = file(crowd(maxProbes, { wants }));
    expect(draw({ wants }).sort((a, b) => a - b)).toEqual(Array.from({ length: maxProbes }, (_, i) => i));
  });

  it('are never more than the budget, however many wait', () => {
    const { draw } = file(crowd(5_000, { about: { interests: ['chess'] } }));
    expect(draw({}).length).toBe(maxProbes);
    expect(draw({ about: { interests: ['chess', 'go'] } }).length).toBe(maxProbes);
    expect(draw({ about: { interests: ['chess'] }, wants: { minSharedInterests: 1 } }).length).toBe(
      maxProbes,
    );
  });

  it('are found among a crowd of people who want somebody else', () => {
    const others = crowd(5_000, { about: { gender: 'man' }, wants: { ...wants, genders: ['woman'] } });
    const { draw } = file([
      ...others,
      { about: { gender: 'man' }, wants },
      { about: { gender: 'woman' }, wants },
    ]);
    expect(draw({ about: { gender: 'man' }, wants }).sort()).toEqual([5_000, 5_001]);
  });

  it('are found among a crowd of people who need an interest that nobody shares', () => {
    const picky = { about: { interests: ['nothing real'] }, wants: { ...wants, minSharedInterests: 1 } };
    const { draw } = file([...crowd(5_000, picky), { wants }]);
    expect(draw({ wants })).toEqual([5_000]);
    expect(draw({ about: { interests: ['nothing real'] }, wants }).length).toBe(maxProbes);
  });

  it('are drawn evenly from the whole of a long list', () => {
    const { draw } = file(crowd(480, { wants }));
    const times = new Map<number, number>();
    for (let i = 0; i < 1_000; i += 1)
      for (const slot of draw({ wants })) times.set(slot, (times.get(slot) ?? 0) + 1);
    // Each of the 480 is expected 100 times; six standard deviations are 57.
    for (let slot = 0; slot < 480; slot += 1) expect(Math.abs((times.get(slot) ?? 0) - 100)).toBeLessThan(57);
  });

  it('share an interest where one is needed', () => {
    const { draw } = file([...crowd(100, {}), { about: { interests: ['tea'] } }]);
    expect(draw({ about: { interests: ['tea'] }, wants: { minSharedInterests: 1 } })).toEqual([100]);
  });
});
