import { beforeAll, describe, expect, it } from 'vitest';
import { limits } from '../limits.ts';
import { toBase64Url } from '../bytes.ts';
import { SimulatedMatch } from '../testing/simulated-match.ts';
import { decodeReport } from './bundle.ts';
import { decodeCase, encodeCase, verifyCase, type Case } from './case.ts';
import { verifyReport } from './verify.ts';

let match: SimulatedMatch;
let exported: Case;

beforeAll(async () => {
  match = await SimulatedMatch.begin();
  await match.say('initiator', 'hello');
  await match.say('answerer', 'something nasty');
  const report = await match.report('initiator');
  const decoded = decodeReport(report);
  const verdict = decoded.ok && (await verifyReport(decoded.value, match.facts, match.facts.iat));
  if (!verdict || !verdict.ok) throw new Error('an honest report was refused');
  const { reportId } = verdict.value;
  exported = { reportId, receivedAtMs: match.facts.iat + 60_000, facts: match.facts, report };
});

/** The JSON of the case with some fields replaced. */
function changed(change: Record<string, unknown>): string {
  return JSON.stringify({ ...JSON.parse(encodeCase(exported)), ...change });
}

describe('an exported case', () => {
  it('reads as it was written', () => {
    expect(decodeCase(encodeCase(exported))).toEqual({ ok: true, value: exported });
  });

  it('verifies to what the server saw', async () => {
    const verdict = await verifyCase(exported);
    expect(verdict).toMatchObject({ ok: true, value: { reportId: exported.reportId, accused: 'answerer' } });
  });

  it('still verifies when the ticket has long ended: the time of the report counts', async () => {
    expect((await verifyCase({ ...exported, receivedAtMs: match.facts.exp })).ok).toBe(true);
    expect(await verifyCase({ ...exported, receivedAtMs: match.facts.exp + 1 })).toEqual({
      ok: false,
      error: { code: 'ticket-expired' },
    });
  });

  it('does not hold under the id of another report', async () => {
    const reportId = toBase64Url(new Uint8Array(16));
    expect(await verifyCase({ ...exported, reportId })).toEqual({ ok: false, error: { code: 'report-id' } });
  });

  it('does not hold for another match', async () => {
    const { facts } = await SimulatedMatch.begin();
    const verdict = await verifyCase({ ...exported, facts });
    expect(verdict).toMatchObject({ ok: false });
  });

  it('names the message at which it was altered', async () => {
    const draft = match.draft('initiator');
    const [line] = draft.chains.answerer;
    if (line === undefined) throw new Error('no line');
    const answerer = [{ ...line, signature: new Uint8Array(64) }];
    const report = await match.seal({ ...draft, chains: { ...draft.chains, answerer } });
    expect(await verifyCase({ ...exported, report })).toEqual({
      ok: false,
      error: { code: 'signature', role: 'answerer', seq: 1 },
    });
  });

  it.each([
    ['too much text', () => 'x'.repeat(limits.maxCaseChars + 1), { code: 'too-big' }],
    ['no JSON', () => '{"format":', { code: 'not-json' }],
    ['JSON of something else', () => '[1]', { code: 'unknown-format' }],
    ['a later format', () => changed({ format: 'sotto-case/2' }), { code: 'unknown-format' }],
    ['a field too many', () => changed({ note: '' }), { code: 'malformed' }],
    ['a time that is none', () => changed({ receivedAtMs: -1 }), { code: 'malformed', at: 'receivedAtMs' }],
    ['no base64url', () => changed({ report: 'a=' }), { code: 'malformed', at: 'report' }],
    [
      'a key of small order',
      () => {
        const { facts } = JSON.parse(encodeCase(exported)) as { facts: { initiator: object } };
        const initiator = { ...facts.initiator, sign: toBase64Url(new Uint8Array(32)) };
        return changed({ facts: { ...facts, initiator } });
      },
      { code: 'keys', at: 'facts.initiator' },
    ],
  ])('is not read from %s', (_, text, error) => {
    expect(decodeCase(text())).toEqual({ ok: false, error });
  });
});
