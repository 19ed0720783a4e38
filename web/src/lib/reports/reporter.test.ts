import { fail, ok, type Bytes } from '@sotto/protocol';
import { describe, expect, it } from 'vitest';
import type { ReportRequest } from '../app/state.ts';
import { openPair } from '../chat/testing/simulated-pair.ts';
import type { ApiFailure, ApiResult } from '../session/api-caller.ts';
import { createReporter, type ReporterParts } from './reporter.ts';

type Problem = Extract<ApiFailure, { kind: 'problem' }>;

const receipt = 'r'.repeat(43);
const problem = (kind: Problem['problem'], more: Partial<Problem> = {}) =>
  fail<ApiFailure>({ kind: 'problem', problem: kind, detail: '', ...more });

/** A reporter after a chat in which the partner said one thing, at a server that answers in this order. */
async function setUp(answers: Awaited<ApiResult<undefined>>[] = []) {
  const pair = await openPair();
  pair.b.chat.send('something nasty');
  await pair.settle();
  let record = pair.a.chat.record;
  const done: string[] = [];
  const sent: Bytes[] = [];
  const parts: ReporterParts = {
    record: () => record,
    block: ({ match, avoid }) => void done.push(`block ${match} ${avoid}`),
    api: {
      file: (bytes, token) => {
        done.push(`file with ${token}`);
        sent.push(bytes);
        const answer = answers.shift() ?? ok(undefined);
        const filed = { reportId: '', receipt, state: 'received', receivedAtMs: 0 } as const;
        return Promise.resolve(answer.ok ? ok(filed) : answer);
      },
    },
    access: (renew) => Promise.resolve(ok(renew ? 'a new token' : 'the token')),
    receipts: { add: (kept) => void done.push(`keep ${kept.receipt} for ${kept.reason}`) },
    networkUp: () => true,
    nowMs: () => 0,
  };
  const reporter = createReporter(parts);
  const reportable = reporter.reportable();
  if (reportable === undefined) throw new Error('nothing to report');
  const request: ReportRequest = {
    match: reportable.match,
    reason: 'threats',
    comment: '',
    disclosed: new Set(reportable.lines.map(({ key }) => key)),
    block: false,
  };
  return { reporter, request, done, sent, forget: () => (record = undefined), record };
}

describe('a reporter', () => {
  it('files what was shown, and keeps the receipt', async () => {
    const { reporter, request, done } = await setUp();
    expect(await reporter.report(request)).toEqual({ ok: true, receipt });
    expect(done).toEqual(['file with the token', `keep ${receipt} for threats`]);
  });

  it('blocks before the server has answered', async () => {
    const { reporter, request, done, record } = await setUp();
    await reporter.report({ ...request, block: true });
    expect(done).toEqual([
      `block ${request.match} ${record?.avoid}`,
      'file with the token',
      `keep ${receipt} for threats`,
    ]);
  });

  it('sends the very same bytes again, even when the match is forgotten', async () => {
    const { reporter, request, sent, forget } = await setUp([fail<ApiFailure>({ kind: 'unreachable' })]);
    expect(await reporter.report(request)).toEqual({ ok: false, failure: 'server-unavailable' });
    forget();
    expect(await reporter.report(request)).toEqual({ ok: true, receipt });
    expect(sent[1]).toEqual(sent[0]);
  });

  it('keeps the words of a report no longer than it takes to send it', async () => {
    const { reporter, request, forget } = await setUp();
    await reporter.report(request);
    forget();
    expect(await reporter.report(request)).toEqual({ ok: false, failure: 'gone' });
  });

  it('forgets a report that was not sent, where everything is to be forgotten', async () => {
    const { reporter, request, forget } = await setUp([fail<ApiFailure>({ kind: 'unreachable' })]);
    await reporter.report(request);
    forget();
    reporter.forget();
    expect(await reporter.report(request)).toEqual({ ok: false, failure: 'gone' });
  });

  it('previews what it files, while the match is known', async () => {
    const { reporter, request, sent, forget } = await setUp();
    const preview = reporter.preview(request);
    await reporter.report(request);
    expect(preview?.sizeBytes).toBe(sent[0]?.length);
    expect(preview?.lines).toMatchObject([{ kind: 'text', text: 'something nasty' }]);
    forget();
    expect(reporter.preview(request)).toBeUndefined();
  });

  it('has nothing to say of a match that it does not know', async () => {
    const { reporter, request, forget, done } = await setUp();
    forget();
    expect(await reporter.report(request)).toEqual({ ok: false, failure: 'gone' });
    expect(done).toEqual([]);
  });

  it('takes a new token once where the old one is no good', async () => {
    const { reporter, request, done } = await setUp([problem('token-expired')]);
    expect(await reporter.report(request)).toMatchObject({ ok: true });
    expect(done.slice(0, 2)).toEqual(['file with the token', 'file with a new token']);
  });

  it.each([
    [problem('too-many-requests', { retryAfterS: 40 }), { failure: 'too-many-requests', retryAfterS: 40 }],
    [problem('report-refused'), { failure: 'refused' }],
    [
      problem('report-refused', { refusal: 'ticket-expired' }),
      { failure: 'refused', refusal: 'ticket-expired' },
    ],
    [problem('internal'), { failure: 'server-unavailable' }],
    [fail<ApiFailure>({ kind: 'unexpected', status: 502 }), { failure: 'server-unavailable' }],
  ])('says what went wrong: %j', async (answer, expected) => {
    const { reporter, request } = await setUp([answer]);
    expect(await reporter.report(request)).toEqual({ ok: false, ...expected });
  });
});
