import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SimulatedMatch } from '../testing/simulated-match.ts';
import { roles } from '../wire/card.ts';
import { decodeReport } from './bundle.ts';
import { draftReport, excerptOf } from './draft.ts';
import { verifyReport } from './verify.ts';

async function longMatch(count: number): Promise<SimulatedMatch> {
  const match = await SimulatedMatch.begin();
  for (let i = 0; i < count; i += 1)
    await match.say(i % 3 === 0 ? 'initiator' : 'answerer', `line ${i}`, i % 4 === 1 ? 'held' : undefined);
  return match;
}

const placesOf = (match: SimulatedMatch, disclosed: readonly number[], least: number): number[] => {
  const { all } = match.transcript('initiator');
  const chosen = new Set(disclosed.map((place) => all[place]?.statement));
  return excerptOf(all, (statement) => chosen.has(statement), least).map((entry) => all.indexOf(entry));
};

describe('the excerpt of a match', () => {
  it('is what is disclosed with what stands between, then what follows, then what came before', async () => {
    const match = await longMatch(10);
    expect(placesOf(match, [3], 3)).toEqual([3, 4, 5]);
    expect(placesOf(match, [2, 6], 3)).toEqual([2, 3, 4, 5, 6]);
    expect(placesOf(match, [8], 3)).toEqual([7, 8, 9]);
    expect(placesOf(match, [], 3)).toEqual([7, 8, 9]);
    expect(placesOf(match, [4], 99)).toHaveLength(match.transcript('initiator').all.length);
  });

  it('holds before the verifier wherever it begins and ends, for either side', async () => {
    const match = await longMatch(30);
    const choice = fc.record({
      reporter: fc.constantFrom(...roles),
      disclosed: fc.array(fc.nat(29), { maxLength: 3 }),
      least: fc.nat(12),
    });
    await fc.assert(
      fc.asyncProperty(choice, async ({ reporter, disclosed, least }) => {
        const { all } = match.transcript(reporter);
        const chosen = new Set(disclosed.map((place) => all[place]?.statement));
        const entries = excerptOf(all, (statement) => chosen.has(statement), least);
        const given = { reason: 'other', comment: '', ticket: match.ticket, discloses: () => true } as const;
        const report = decodeReport(await match.seal(draftReport(reporter, { ...given, entries })));
        if (!report.ok) throw new Error(report.error);
        const verdict = await verifyReport(report.value, match.facts, match.facts.iat);
        if (!verdict.ok) throw new Error(JSON.stringify(verdict.error));
        expect(verdict.value.lines).toHaveLength(entries.length);
      }),
      { numRuns: 200 },
    );
  });
});

describe('the messages of a match', () => {
  it('stand as they came, though the partner dates them back and acknowledges nothing', async () => {
    const match = await SimulatedMatch.begin();
    await match.say('initiator', 'mine');
    const mine = match.transcript('initiator');
    const salt = new Uint8Array(32);
    const body = new TextEncoder().encode('theirs');
    const read = mine.read({ kind: 1, seq: 1, ackSeq: 0, atMs: match.facts.iat }, salt, body);
    if (!read.ok) throw new Error(read.error);
    mine.add({ ...read.value.entry, signature: await match.sign('answerer', read.value.signed) });
    expect(mine.all.map(({ statement }) => statement.role)).toEqual(['initiator', 'answerer']);
  });
});
