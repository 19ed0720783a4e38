import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { apiPath, limits, problemSchema, reportMediaType, reportsPath, type Bytes } from '@sotto/protocol';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '../log/log.ts';
import { fileReport } from '../testing/file-report.ts';
import { meetAt, type Meeting } from '../testing/meet.ts';
import { startPostgres, type TestPostgres } from '../testing/postgres-server.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

let postgres: TestPostgres;
let database: Client;
let server: TestServer;
let meeting: Meeting;
let good: Bytes;
/** What the server logs as an error. */
const failures: string[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
  database = new Client(postgres.url);
  await database.connect();
  const log = createLog('error', { write: (line) => void failures.push(line) });
  server = await startTestServer({
    log,
    config: { database: { url: postgres.url, maxConnections: 2 }, trustedProxyHops: 1 },
  });
  meeting = await meetAt(server.url);
  await meeting.chat.say('answerer', 'something nasty');
  good = await meeting.chat.report('initiator');
}, 60_000);
afterAll(async () => {
  meeting.leave();
  await server.stop();
  await database.end();
  await postgres.stop();
});

async function stored(): Promise<number> {
  const { rows } = await database.query<{ n: number }>('SELECT count(*)::int AS n FROM reports');
  return rows[0]?.n ?? NaN;
}

interface RawHead {
  readonly length?: number | string;
  readonly token?: string;
  readonly type?: string;
  /** Address that the proxy tells. */
  readonly from?: string;
  readonly more?: readonly string[];
}

/** Opens a connection and sends the head of a report, which need not be true. */
function sendHead({ length, token = meeting.token, type = reportMediaType, from, more }: RawHead): Socket {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  // The server may hang up while this side still sends.
  socket.on('error', () => undefined);
  const lines = [
    `POST ${apiPath}${reportsPath} HTTP/1.1`,
    'Host: x',
    `Authorization: Bearer ${token}`,
    `Content-Type: ${type}`,
    ...(length === undefined ? [] : [`Content-Length: ${length}`]),
    ...(from === undefined ? [] : [`X-Forwarded-For: ${from}`]),
    ...(more ?? []),
  ];
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  return socket;
}

/** Status of the answer, and the kind of its problem. */
async function answerTo(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (data: Buffer) => (text += data.toString()));
  while (!/\r\n\r\n.*\}/s.test(text) && !socket.closed)
    await Promise.race([once(socket, 'data'), once(socket, 'close')]);
  socket.destroy();
  const status = /^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 'none';
  const body = /\{.*\}/s.exec(text)?.[0];
  if (body === undefined) return status;
  return `${status} ${problemSchema.parse(JSON.parse(body)).type.replace('urn:sotto:problem:', '')}`;
}

describe('whoever does not play by the rules of HTTP', { timeout: 60_000 }, () => {
  it.each([
    ['says a length above the bound', { length: limits.maxReportBytes + 1 }, '413 body-too-large'],
    ['says a length that is none', { length: '1e3' }, '400'],
    ['says two lengths', { length: 5, more: ['Content-Length: 6'] }, '400'],
    ['says a length and sends chunks', { length: 5, more: ['Transfer-Encoding: chunked'] }, '400'],
    ['has a token of nobody', { length: 5, token: 'a.b.c' }, '401 token-invalid'],
    ['has no token', { length: 5, token: '' }, '401 token-missing'],
    ['sends another type', { length: 0, type: 'multipart/form-data' }, '400 invalid-request'],
    ['sends a like type', { length: 0, type: `${reportMediaType}+json` }, '400 invalid-request'],
    ['sends nothing', { length: 0 }, '422 report-refused'],
  ])('and %s is told so before a body is read', async (_, head, answer) => {
    expect(await answerTo(sendHead(head))).toBe(answer);
    expect(await stored()).toBe(0);
  });

  it('and sends chunks without end is stopped at the bound', async () => {
    const socket = sendHead({ more: ['Transfer-Encoding: chunked'] });
    const answer = answerTo(socket);
    const chunk = Buffer.concat([Buffer.from('100000\r\n'), Buffer.alloc(1_048_576), Buffer.from('\r\n')]);
    for (let sent = 0; sent <= limits.maxReportBytes && !socket.destroyed; sent += 1_048_576)
      socket.write(chunk);
    expect(await answer).toBe('413 body-too-large');
    expect(await stored()).toBe(0);
  });

  it('and hangs up in the middle of a good report has filed none', async () => {
    for (const cut of [0, 1, good.length >> 1, good.length - 1]) {
      const socket = sendHead({ length: good.length });
      socket.write(good.subarray(0, cut));
      await new Promise<void>((gone) => socket.end(() => gone()));
      await once(socket.resume(), 'close');
    }
    expect(await stored()).toBe(0);
  });

  it('and sends less than it says, and another request after, has filed none', async () => {
    const socket = sendHead({ length: good.length + 20 });
    socket.write(good);
    socket.write('GET /he HTTP/1.1\r\n\r\n');
    expect(await answerTo(socket)).toBe('422 report-refused');
    expect(await stored()).toBe(0);
  });

  it('and sends slowly, from two networks and by the dozen, keeps nobody else’s report out', async () => {
    const slow = Array.from({ length: 24 }, (_, i) =>
      sendHead({ length: 1_000, from: `203.0.113.${i % 2}` }),
    );
    const others = Array.from({ length: 24 }, () => sendHead({ length: 1_000, from: '198.51.100.1' }));
    for (const socket of [...slow, ...others]) socket.write('x');
    expect(await answerTo(sendHead({ length: 0, from: '192.0.2.1' }))).toBe('422 report-refused');
    for (const socket of [...slow, ...others]) socket.destroy();
    expect(await stored()).toBe(0);
  });

  it('makes the server fail in nothing, and takes nothing from those who do', async () => {
    expect(failures).toEqual([]);
    const answers = await Promise.all([0, 1, 2].map(() => fileReport(server.url, meeting.token, good)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const bodies = await Promise.all(answers.map((answer) => answer.text()));
    expect(new Set(bodies)).toHaveLength(1);
    expect(await stored()).toBe(1);
  });
});

describe('a report that does not hold', { timeout: 60_000 }, () => {
  it('leaves nothing behind', async () => {
    const before = await stored();
    for (let at = 0; at < good.length; at += 97) {
      const bundle = good.slice();
      bundle[at] = (bundle[at] ?? 0) ^ 1;
      expect((await fileReport(server.url, meeting.token, bundle)).status).toBe(422);
    }
    expect(await stored()).toBe(before);
    expect(failures).toEqual([]);
  });
});
