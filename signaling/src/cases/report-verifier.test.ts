import { decodeReport } from '@sotto/protocol';
import { SimulatedMatch } from '@sotto/protocol/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { startWorker } from '../worker/calls.ts';
import { createReportVerifier, type ReportVerifier } from './report-verifier.ts';

let verifier: ReportVerifier | undefined;
afterEach(() => verifier?.close());

async function requestOf() {
  const match = await SimulatedMatch.begin();
  await match.say('answerer', 'something nasty');
  const bundle = await match.report('initiator');
  return { bundle, facts: match.facts, nowMs: match.facts.iat };
}

describe('the thread that verifies reports', { timeout: 30_000 }, () => {
  it('says what holds and hands the bytes back', async () => {
    verifier = createReportVerifier();
    const request = await requestOf();
    const before = request.bundle.slice();
    const held = await verifier.verify(request);
    if (!held.ok) throw new Error(held.error.code);
    expect(held.value).toMatchObject({ accused: 'answerer', reason: 'harassment' });
    expect(held.value.bundle).toEqual(before);
    expect(decodeReport(held.value.bundle).ok).toBe(true);
  });

  it('is replaced where it does not answer', async () => {
    let begun = 0;
    const module = new URL('verify-worker.ts', import.meta.url);
    const endless = new URL('data:text/javascript,for(;;);');
    verifier = createReportVerifier(3_000, () => {
      begun += 1;
      return startWorker('verification', begun === 1 ? endless : module);
    });
    await expect(verifier.verify(await requestOf())).rejects.toThrow('closed');
    expect(await verifier.verify(await requestOf())).toMatchObject({ ok: true });
    expect(begun).toBe(2);
  });

  it('is replaced where it has ended', async () => {
    let begun = 0;
    const module = new URL('verify-worker.ts', import.meta.url);
    const ending = new URL('data:text/javascript,process.exit(3)');
    verifier = createReportVerifier(10_000, () => {
      begun += 1;
      return startWorker('verification', begun === 1 ? ending : module);
    });
    await expect(verifier.verify(await requestOf())).rejects.toThrow('ended');
    expect(await verifier.verify(await requestOf())).toMatchObject({ ok: true });
    expect(begun).toBe(2);
  });
});
