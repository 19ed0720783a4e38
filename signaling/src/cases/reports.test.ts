import {
  apiPath,
  filedReportSchema,
  limits,
  manifestOf,
  problemSchema,
  receiptsPath,
  reportMediaType,
  reportsPath,
  type Bytes,
  type Problem,
} from '@sotto/protocol';
import { SimulatedMatch } from '@sotto/protocol/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileReport } from '../testing/file-report.ts';
import { meetAt, type Meeting } from '../testing/meet.ts';
import { registerTestIdentity } from '../testing/test-identity.ts';
import { startTestServer, testConfig, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
let meeting: Meeting;

beforeAll(async () => {
  server = await startTestServer();
  meeting = await meetAt(server.url);
  await meeting.chat.say('answerer', 'something nasty');
  await meeting.chat.say('initiator', 'please stop');
  await meeting.chat.say('answerer', 'no');
}, 60_000);
afterAll(() => server.stop());

const file = (bundle: Bytes, token = meeting.token) => fileReport(server.url, token, bundle);

async function filed(bundle: Bytes) {
  const answer = await file(bundle);
  expect(answer.status).toBe(200);
  return filedReportSchema.parse(await answer.json());
}

async function refusal(answer: Response): Promise<Problem> {
  const problem = problemSchema.parse(await answer.json());
  expect(problem.status).toBe(answer.status);
  return problem;
}

const lookUp = (body: unknown) =>
  fetch(`${server.url}${apiPath}${receiptsPath}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

describe('a report that is filed', { timeout: 30_000 }, () => {
  it('is answered with a receipt, by which anybody who has it sees where it stands', async () => {
    const { receipt, state } = await filed(await meeting.chat.report('initiator', { reason: 'threats' }));
    expect(state).toBe('received');
    const answer = await lookUp({ receipt });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ state: 'received', reason: 'threats' });
  });

  it('is the same when it comes again, also from another session', async () => {
    await meeting.chat.say('answerer', 'one more');
    const bundle = await meeting.chat.report('initiator');
    const first = await filed(bundle);
    const { tokens } = await registerTestIdentity(server.url, { nickname: 'Cleo' });
    const again = await file(bundle, tokens.accessToken);
    expect(filedReportSchema.parse(await again.json())).toEqual(first);
  });

  it('is one where the same comes from many at once', async () => {
    await meeting.chat.say('answerer', 'and one more');
    const bundle = await meeting.chat.report('initiator');
    const answers = await Promise.all(Array.from({ length: 4 }, () => filed(bundle)));
    // The receipt alone would say little: it follows from the report. The time is that of the one that came first.
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toHaveLength(1);
  });

  it('stands beside an earlier one of the same messages, whose words and reason stay', async () => {
    await meeting.chat.say('answerer', 'how old are you?');
    const spam = await filed(await meeting.chat.report('initiator', { reason: 'spam', comment: 'a word' }));
    const grave = await filed(
      await meeting.chat.report('initiator', { reason: 'underage', discloses: () => false }),
    );
    expect(grave.receipt).not.toBe(spam.receipt);
    const reasons = [spam, grave].map(async ({ receipt }) => (await lookUp({ receipt })).json());
    expect(await Promise.all(reasons)).toMatchObject([{ reason: 'spam' }, { reason: 'underage' }]);
  });

  it('carries pictures up to its bound', async () => {
    const picture = new Uint8Array(limits.maxFileBytes).fill(7);
    await meeting.chat.say('answerer', { type: 'file', manifest: manifestOf('image/png', picture) });
    const seq = meeting.chat.transcript('answerer').entries('answerer').length;
    const files = [{ role: 'answerer', seq, bytes: picture }] as const;
    await filed(await meeting.chat.report('initiator', { files }));
  });
});

describe('a report that is refused', { timeout: 30_000 }, () => {
  it('says why', async () => {
    await meeting.chat.say('answerer', 'the last word');
    const bundle = await meeting.chat.report('initiator');
    bundle[bundle.length - 1] = (bundle[bundle.length - 1] ?? 0) ^ 1;
    const answer = await file(bundle);
    expect(answer.status).toBe(422);
    expect((await refusal(answer)).refusal).toEqual({ code: 'report-signature' });
  });

  it('names a match that this server did not make', async () => {
    const elsewhere = await SimulatedMatch.begin();
    await elsewhere.say('answerer', 'hello');
    const problem = await refusal(await file(await elsewhere.report('initiator')));
    expect(problem.refusal).toEqual({ code: 'ticket-unknown' });
  });

  it.each([
    ['nothing', new Uint8Array(), 'unknown-version'],
    ['noise', new Uint8Array(500).fill(9), 'unknown-version'],
    ['a beginning', new TextEncoder().encode('sotto/report/1\0\0\0'), 'malformed'],
  ])('is one of %s', async (_, bytes, code) => {
    expect((await refusal(await file(bytes))).refusal).toEqual({ code });
  });

  it('is too large before it is read', async () => {
    const answer = await file(new Uint8Array(limits.maxReportBytes + 1));
    expect(answer.status).toBe(413);
  });

  it('has another content type', async () => {
    const answer = await fetch(`${server.url}${apiPath}${reportsPath}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${meeting.token}`, 'content-type': 'application/json' },
      body: '{}',
    });
    expect((await refusal(answer)).detail).toContain(reportMediaType);
  });

  it('comes without a session', async () => {
    const bundle = await meeting.chat.report('initiator');
    const answer = await file(bundle, 'no.good.token');
    expect((await refusal(answer)).type).toContain('token-invalid');
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  });
});

describe('a receipt', { timeout: 30_000 }, () => {
  it('that nobody was given is not found', async () => {
    expect((await lookUp({ receipt: 'A'.repeat(43) })).status).toBe(404);
  });

  it('is looked at by a schema first', async () => {
    expect((await lookUp({ receipt: "' OR 1=1" })).status).toBe(400);
    expect((await lookUp({ receipt: 7 })).status).toBe(400);
  });
});

describe('reports in a hurry', { timeout: 30_000 }, () => {
  it('are five a minute for a session, counted before they are read', async () => {
    const { rates } = testConfig();
    const strict = await startTestServer({
      config: { rates: { ...rates, reports: { points: 5, durationS: 60 } } },
    });
    const { tokens } = await registerTestIdentity(strict.url);
    const statuses: number[] = [];
    for (let i = 0; i < 6; i += 1)
      statuses.push((await fileReport(strict.url, tokens.accessToken, new Uint8Array(8))).status);
    await strict.stop();
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429]);
  });
});

describe('whatever is sent as a report', { timeout: 60_000 }, () => {
  it('is refused with a reason and never fails in the server', async () => {
    await meeting.chat.say('answerer', 'to be broken');
    const good = await meeting.chat.report('initiator');
    const change = fc.record({
      at: fc.nat(good.length - 1),
      bytes: fc.uint8Array({ minLength: 1, maxLength: 40 }),
      cut: fc.option(fc.nat(good.length - 1), { freq: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(change, async ({ at, bytes, cut }) => {
        const bundle = good.slice(0, cut ?? good.length);
        bundle.set(bytes.subarray(0, Math.max(0, bundle.length - at)), Math.min(at, bundle.length));
        fc.pre(!Buffer.from(bundle).equals(good));
        const answer = await file(bundle);
        expect(answer.status).toBe(422);
        expect((await refusal(answer)).refusal?.code).toBeDefined();
      }),
      { numRuns: 200 },
    );
  });
});
