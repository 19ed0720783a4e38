import { fail, ok, problems, problemTypePrefix } from '@sotto/protocol';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApiCaller } from './api-caller.ts';
import { createSessionApi, type SessionApi } from './api.ts';

interface Answer {
  readonly status: number;
  readonly body: string;
}

let answer: Answer = { status: 204, body: '' };
let seen: {
  method: string | undefined;
  url: string | undefined;
  authorization: string | undefined;
  body: string;
};
let api: SessionApi;
const server = createServer((request, response) => {
  void bodyOf(request).then((body) => {
    seen = { method: request.method, url: request.url, authorization: request.headers.authorization, body };
    response.writeHead(answer.status).end(answer.body);
  });
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += String(chunk);
  return text;
}

beforeEach(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  api = createSessionApi(createApiCaller(fetch, base));
});

afterEach(async () => {
  if (!server.listening) return;
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

const tokens = {
  sessionId: 'AAAAAAAAAAAAAAAAAAAAAA',
  nickname: 'ann',
  accessToken: 'access',
  accessExpiresIn: 900,
  refreshToken: 'refresh',
};

describe('the session API', () => {
  it('sends JSON and reads the tokens', async () => {
    answer = { status: 200, body: JSON.stringify(tokens) };
    expect(await api.refresh({ refreshToken: 'r' })).toEqual(ok(tokens));
    expect(seen.method).toBe('POST');
    expect(JSON.parse(seen.body)).toEqual({ refreshToken: 'r' });
  });

  it('shows its access token where one is needed', async () => {
    answer = { status: 204, body: '' };
    expect(await api.deleteIdentity('access')).toEqual(ok(undefined));
    expect(seen).toMatchObject({ method: 'DELETE', authorization: 'Bearer access' });
  });

  it('tells problems by their kind, with the time to wait', async () => {
    const problem = {
      type: `${problemTypePrefix}too-many-requests`,
      title: problems['too-many-requests'].title,
      status: 429,
      retryAfter: 7,
    };
    answer = { status: 429, body: JSON.stringify(problem) };
    expect(await api.challenge()).toEqual(
      fail({ kind: 'problem', problem: 'too-many-requests', detail: problem.title, retryAfterS: 7 }),
    );
  });

  it.each([
    ['an error page', { status: 502, body: '<h1>Bad gateway</h1>' }],
    ['a problem that it does not know', { status: 400, body: '{"type":"urn:x","title":"?","status":400}' }],
    [
      'a problem named like a property of every object',
      { status: 400, body: `{"type":"${problemTypePrefix}constructor","title":"?","status":400}` },
    ],
  ])('does not guess at %s', async (_, given) => {
    answer = given;
    expect(await api.challenge()).toEqual(fail({ kind: 'unexpected', status: given.status }));
  });

  it('refuses tokens that do not fit their schema', async () => {
    answer = { status: 200, body: JSON.stringify({ ...tokens, accessToken: 7 }) };
    expect(await api.refresh({ refreshToken: 'r' })).toEqual(fail({ kind: 'unexpected', status: 200 }));
  });

  it('says that the server cannot be reached', async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
    expect(await api.challenge()).toEqual(fail({ kind: 'unreachable' }));
  });
});
