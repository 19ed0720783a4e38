import { quartersBefore, transparencyPath, transparencySchema } from '@sotto/protocol';
import { describe, expect, it } from 'vitest';
import { openCases } from '../cases/open-cases.ts';
import { someReport } from '../cases/testing/some-report.ts';
import { createLog } from '../log/log.ts';
import { createApiRig, problemOf } from '../testing/api-rig.ts';

describe('the transparency report', { timeout: 60_000 }, () => {
  it('tells everybody of a quarter that is over, and never a small number', async () => {
    const cases = await openCases({ log: createLog('silent') });
    const rig = createApiRig({ cases });
    rig.time.nowMs = Date.UTC(2026, 10, 30);
    const atMs = Date.UTC(2026, 7, 1);
    for (let i = 0; i < 7; i += 1) await cases.store.add(someReport({ receivedAtMs: atMs }), 8);
    await cases.store.add(someReport({ receivedAtMs: atMs, reason: 'threats', urgency: 0 }), 8);
    await cases.store.add(someReport({ receivedAtMs: Date.UTC(2026, 9, 1) }), 8);
    const answer = await rig.call('GET', `${transparencyPath}?quarter=2026-Q3`);
    expect(answer.status).toBe(200);
    const { notices, decisions } = transparencySchema.parse(await answer.json());
    const of = (reason: string) => notices.byReason.find((each) => each.reason === reason)?.count;
    expect([notices.total, of('spam'), of('threats'), of('underage')]).toEqual([10, 5, '<5', 0]);
    expect(notices.medianToDecisionMin).toBeUndefined();
    expect(decisions.total).toBe(0);
    await cases.close();
  });

  it.each([
    ['is not over', quartersBefore(Date.UTC(2027, 5, 1))[0] ?? ''],
    ['is long ago', '2020-Q1'],
  ])('is not there of a quarter that %s', async (_, quarter) => {
    const rig = createApiRig();
    rig.time.nowMs = Date.UTC(2026, 10, 30);
    const answer = await rig.call('GET', `${transparencyPath}?quarter=${quarter}`);
    expect((await problemOf(answer)).kind).toBe('not-found');
  });
});
