import { describe, expect, it } from 'vitest';
import { SimulatedMatch } from '../testing/simulated-match.ts';
import { manifestOf } from '../transcript/manifest.ts';
import { otherRole } from '../wire/card.ts';
import { decodeReport } from './bundle.ts';
import type { Verdict } from './verdict.ts';
import { verifyReport } from './verify.ts';

async function verdictOf(match: SimulatedMatch, bytes: Uint8Array<ArrayBuffer>): Promise<Verdict> {
  const report = decodeReport(bytes);
  if (!report.ok) throw new Error(report.error);
  const verdict = await verifyReport(report.value, match.facts, match.facts.iat);
  if (!verdict.ok) throw new Error(JSON.stringify(verdict.error));
  return verdict.value;
}

/** Lines in short: who, number, status. */
function brief({ lines }: Verdict): string[] {
  return lines.map(({ role, seq, status }) => `${role} ${seq} ${status}`);
}

describe('a report', () => {
  it("confirms all of the accused's lines, and the reporter's up to the last one they acknowledged", async () => {
    const match = await SimulatedMatch.begin();
    await match.say('initiator', 'hello');
    await match.say('answerer', 'something nasty');
    await match.say('initiator', 'please stop');
    const verdict = await verdictOf(match, await match.report('initiator'));
    expect(verdict).toMatchObject({ reporter: 'initiator', accused: 'answerer', reason: 'harassment' });
    expect(brief(verdict)).toEqual(['initiator 1 confirmed', 'answerer 1 confirmed', 'initiator 2 claimed']);
    expect(verdict.lines[1]?.content).toEqual({ type: 'text', text: 'something nasty' });
    expect(verdict.gaps).toEqual([]);
  });

  it('says which lines its sender wrote without those above, so that a question dated back has no answer', async () => {
    const match = await SimulatedMatch.begin();
    await match.say('initiator', 'are you well?');
    await match.say('answerer', 'yes', 'held');
    const asked = { type: 'text', text: 'are you twelve?' } as const;
    const mine = match.transcript('initiator');
    const { signed, entry } = mine.write(asked, match.facts.iat, new Uint8Array(32));
    mine.add({ ...entry, signature: await match.sign('initiator', signed) });
    match.deliver('initiator');
    const { lines } = await verdictOf(match, await match.report('initiator'));
    expect(lines.map(({ role, seq, unseen }) => ({ role, seq, unseen }))).toEqual([
      { role: 'initiator', seq: 1, unseen: undefined },
      { role: 'initiator', seq: 2, unseen: undefined },
      { role: 'answerer', seq: 1, unseen: 1 },
    ]);
  });

  it('shows a body that the reporter does not disclose as withheld, in its place', async () => {
    const match = await SimulatedMatch.begin();
    for (const text of ['one', 'two', 'three']) await match.say('answerer', text);
    const bytes = await match.report('initiator', { discloses: (_role, seq) => seq !== 2 });
    const verdict = await verdictOf(match, bytes);
    expect(brief(verdict)).toEqual(['answerer 1 confirmed', 'answerer 2 withheld', 'answerer 3 confirmed']);
    expect(verdict.lines[1]).toMatchObject({ proven: true });
    expect(verdict.lines[1]?.content).toBeUndefined();
  });

  it('names what came before the excerpt', async () => {
    const match = await SimulatedMatch.begin();
    for (const role of ['initiator', 'answerer'] as const)
      for (let i = 0; i < 3; i += 1) await match.say(role, `line ${i}`);
    const verdict = await verdictOf(match, await match.report('answerer', { newest: 2 }));
    expect(brief(verdict)).toEqual(['answerer 2 claimed', 'answerer 3 claimed']);
    expect(verdict.gaps).toEqual([
      { role: 'initiator', from: 1, to: 3, where: 'earlier' },
      { role: 'answerer', from: 1, to: 1, where: 'earlier' },
    ]);
  });

  it('names messages that the reporter cut off and the other side had acknowledged', async () => {
    const match = await SimulatedMatch.begin();
    await match.say('initiator', 'harmless');
    await match.say('initiator', 'a provocation');
    await match.say('answerer', 'the answer');
    const draft = match.draft('initiator');
    const initiator = draft.chains.initiator.slice(0, 1);
    const cut = await match.seal({ ...draft, chains: { ...draft.chains, initiator } });
    const verdict = await verdictOf(match, cut);
    expect(brief(verdict)).toEqual(['initiator 1 claimed', 'answerer 1 confirmed']);
    expect(verdict.gaps).toEqual([{ role: 'initiator', from: 2, to: 2, where: 'later' }]);
  });

  it('carries a file that its manifest names, and says which line it belongs to', async () => {
    const match = await SimulatedMatch.begin();
    const file = new Uint8Array(40_000).fill(9);
    await match.say('answerer', { type: 'file', manifest: manifestOf('image/png', file) });
    const files = [{ role: 'answerer', seq: 1, bytes: file }] as const;
    const verdict = await verdictOf(match, await match.report('initiator', { files }));
    expect(verdict.lines[0]).toMatchObject({ type: 'file', status: 'confirmed', file });
  });

  it('has the same id when it is sent again, another one for the other side', async () => {
    const match = await SimulatedMatch.begin();
    await match.say('initiator', 'hello');
    const [first, second, other] = await Promise.all(
      (['initiator', 'initiator', 'answerer'] as const).map(async (role) =>
        verdictOf(match, await match.report(role)),
      ),
    );
    expect(first?.reportId).toBe(second?.reportId);
    expect(first?.reportId).not.toBe(other?.reportId);
  });

  it('has another id with another reason, and where more of the same messages is told', async () => {
    const match = await SimulatedMatch.begin();
    await match.say('answerer', 'something nasty');
    const verdicts = await Promise.all(
      [{}, { reason: 'threats' } as const, { discloses: () => false }, { comment: 'more' }].map(
        async (choice) => verdictOf(match, await match.report('initiator', choice)),
      ),
    );
    expect(new Set(verdicts.map(({ reportId }) => reportId)).size).toBe(verdicts.length);
  });

  it.each(['initiator', 'answerer'] as const)(
    "is refused with the other side's messages in the place of the %s's",
    async (slot) => {
      const match = await SimulatedMatch.begin();
      for (const text of ['one', 'two']) await match.say(otherRole(slot), text);
      const draft = match.draft('initiator');
      const moved = draft.chains[otherRole(slot)];
      for (const rest of [[], moved]) {
        const chains = { initiator: rest, answerer: rest, [slot]: moved };
        const report = decodeReport(await match.seal({ ...draft, chains }));
        if (!report.ok) throw new Error(report.error);
        const verdict = await verifyReport(report.value, match.facts, match.facts.iat);
        expect(verdict).toEqual({ ok: false, error: { code: 'wrong-role', role: slot, seq: 1 } });
      }
    },
  );

  it('holds with messages after the end of a ticket whose key is erased early', async () => {
    const iat = 1_790_000_000_000;
    const match = await SimulatedMatch.begin({ iat, exp: iat + 500 });
    await match.say('answerer', 'a second later');
    const verdict = await verdictOf(match, await match.report('initiator'));
    expect(verdict.lines).toMatchObject([{ atMs: iat + 1_000, status: 'confirmed' }]);
  });

  it('is refused after the end of its ticket', async () => {
    const match = await SimulatedMatch.begin();
    const report = decodeReport(await match.report('initiator'));
    if (!report.ok) throw new Error(report.error);
    const { exp } = match.facts;
    expect(await verifyReport(report.value, match.facts, exp)).toMatchObject({ ok: true });
    const late = await verifyReport(report.value, match.facts, exp + 1);
    expect(late).toEqual({ ok: false, error: { code: 'ticket-expired' } });
  });

  it('may hold no message at all', async () => {
    const match = await SimulatedMatch.begin();
    const verdict = await verdictOf(match, await match.report('answerer', { reason: 'underage' }));
    expect(verdict).toMatchObject({ lines: [], gaps: [], reason: 'underage' });
  });
});
