import { describe, expect, it } from 'vitest';
import { signatureVerifier } from '../../crypto/signatures.ts';
import { verifyReport } from '../../report/verify.ts';
import {
  honestTrial,
  tamperings,
  tamperingTrial,
  trialsInBlock,
  worldsOf,
  type TrialResult,
  type Verify,
} from './trial.ts';

const seed = 20_261_127;

async function trials(count: number, of: typeof tamperingTrial, verify?: Verify): Promise<TrialResult[]> {
  const results: TrialResult[] = [];
  for (let block = 0; results.length < count; block += 1) {
    const worlds = await worldsOf(seed, block);
    for (let i = 0; i < trialsInBlock && results.length < count; i += 1)
      results.push(await of(seed, results.length, worlds, verify));
  }
  return results;
}

const lying = (results: readonly TrialResult[]) => results.filter(({ lies }) => lies.length > 0);
const classesOf = (results: readonly TrialResult[]) => new Set(results.map(({ tampering }) => tampering));

describe('a tampered report', { timeout: 120_000 }, () => {
  it('is never accepted as confirmed, in any of its classes', async () => {
    const results = await trials(5_000, tamperingTrial);
    expect(lying(results)).toEqual([]);
    expect(classesOf(results).size).toBe(tamperings.length);
  });
});

describe('an honest report', { timeout: 120_000 }, () => {
  it('is never refused, and each of its lines has the weight that it should', async () => {
    const results = await trials(1_500, honestTrial);
    expect(results.filter(({ refusal, lies }) => refusal !== undefined || lies.length > 0)).toEqual([]);
  });
});

describe('the oracle', { timeout: 120_000 }, () => {
  it('sees what a verifier lets through that takes every signature', async () => {
    const careless: Verify = (report, facts, nowMs) =>
      verifyReport(report, facts, nowMs, () => Promise.resolve(() => Promise.resolve(true)));
    const seen = classesOf(lying(await trials(1_500, tamperingTrial, careless)));
    for (const forgery of [
      'their message forged with random bytes',
      'a key of small order for the accused',
      'reason edited',
      'their tail written on with the own key',
    ])
      expect(seen).toContain(forgery);
  });

  it('sees what a verifier lets through that takes the own key for both sides', async () => {
    const confused: Verify = (report, facts, nowMs) =>
      verifyReport(report, facts, nowMs, async () => {
        const both = [
          await signatureVerifier(facts.initiator.sign),
          await signatureVerifier(facts.answerer.sign),
        ];
        return async (message, signature) =>
          (await Promise.all(both.map((verify) => verify(message, signature)))).includes(true);
      });
    const seen = classesOf(lying(await trials(1_500, tamperingTrial, confused)));
    expect(seen).toContain('their tail written on with the own key');
    expect(seen).toContain('as the other side');
  });

  it("sees a verifier that takes the reporter's word for more than that", async () => {
    const trusting: Verify = async (report, facts, nowMs) => {
      const verdict = await verifyReport(report, facts, nowMs);
      if (!verdict.ok) return verdict;
      const lines = verdict.value.lines.map((line) => ({
        ...line,
        proven: true,
        status: line.status === 'claimed' ? ('confirmed' as const) : line.status,
      }));
      return { ok: true, value: { ...verdict.value, lines } };
    };
    expect(classesOf(lying(await trials(1_500, tamperingTrial, trusting)))).toContain('own tail written on');
    expect(lying(await trials(200, honestTrial, trusting))).not.toEqual([]);
  });
});
