import { randomBytes } from 'node:crypto';
import { closeCodes, limits, registerRequestSchema, type SessionTokens } from '@sotto/protocol';
import { call, register, registration } from '../support/api-client.ts';
import { expect, test } from '../support/fixtures.ts';
import { mustOpenSocket, openSocket } from '../support/raw-socket.ts';
import { startServer, type TestServer } from '../support/server.ts';

/** One server for all of these: what one of them does must not reach the next. */
let server: TestServer;
test.beforeAll(async () => {
  server = await startServer();
});
test.afterAll(async () => {
  await server.stop();
});

/** Lets a server live in the future: a token's quarter of an hour is long to wait for. */
const clockAhead = `--import=${new URL('../support/clock-ahead.ts', import.meta.url).href}`;

/** The header in which an access token travels. */
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** A token of the right form that this server never signed. */
function forged({ accessToken }: SessionTokens): string {
  const [header, payload] = accessToken.split('.');
  return `${header}.${payload}.${randomBytes(32).toString('base64url')}`;
}

test.describe('over HTTP', () => {
  test('an age under 18 is refused with the problem under-age', async () => {
    const body = { ...(await registration(server.origin)), adult: false };
    expect(await call(server.origin, '/register', { body })).toMatchObject({
      status: 403,
      problem: 'under-age',
    });
  });

  for (const [what, nickname] of [
    ['control characters', 'a\u0007b'],
    ['a right-to-left override', 'a\u202eb'],
    ['an invisible joiner', 'a\u200db'],
    ['a line break', 'two\nlines'],
    ['one character', 'a'],
    ['51 characters', 'a'.repeat(51)],
  ] as const) {
    test(`a nickname with ${what} is refused`, async () => {
      const good = await registration(server.origin);
      const answer = await call(server.origin, '/register', { body: { ...good, nickname } });
      expect(answer.status).toBe(400);
      expect(['nickname-invalid', 'invalid-request']).toContain(answer.problem);
    });
  }

  test('a body that is no JSON, misses a field or has one too many is refused', async () => {
    const good = await registration(server.origin);
    const withoutProof = { ...good, proof: undefined };
    for (const body of ['{', '[]', 'null', withoutProof, { ...good, admin: true }]) {
      const answer = await call(server.origin, '/register', { body });
      expect(answer).toMatchObject({ status: 400, problem: 'invalid-request' });
    }
  });

  test('a body over the limit is refused before it is read', async () => {
    const body = { ...(await registration(server.origin)), nickname: 'x'.repeat(limits.maxRequestBodyBytes) };
    expect(await call(server.origin, '/register', { body })).toMatchObject({
      status: 413,
      problem: 'body-too-large',
    });
  });

  test('a proof of work serves once', async () => {
    const body = registerRequestSchema.parse(await registration(server.origin));
    expect((await call(server.origin, '/register', { body })).status).toBeLessThan(300);
    expect(await call(server.origin, '/register', { body })).toMatchObject({
      status: 400,
      problem: 'proof-of-work-invalid',
    });
  });

  test("a registration of somebody else's key is refused", async () => {
    const mine = await registration(server.origin);
    const { publicKey } = await registration(server.origin);
    expect(await call(server.origin, '/register', { body: { ...mine, publicKey } })).toMatchObject({
      status: 400,
      problem: 'signature-invalid',
    });
  });

  test('a missing, a forged and a garbled access token are refused', async () => {
    const tokens = await register(server.origin);
    const logout = (headers: Record<string, string>) =>
      call(server.origin, '/logout', { method: 'POST', headers });
    expect(await logout({})).toMatchObject({ status: 401, problem: 'token-missing' });
    expect(await logout(bearer(forged(tokens)))).toMatchObject({ status: 401, problem: 'token-invalid' });
    expect(await logout(bearer('not.a.token'))).toMatchObject({ status: 401, problem: 'token-invalid' });
  });

  test('an access token is refused once it has expired', async () => {
    const env = { SESSION_SECRET: randomBytes(32).toString('base64url') };
    const aging = await startServer(env);
    try {
      const { accessToken } = await register(aging.origin);
      await aging.drain();
      await aging.restart({ NODE_OPTIONS: clockAhead, CLOCK_AHEAD_MS: String(16 * 60_000) });
      expect(
        await call(aging.origin, '/logout', { method: 'POST', headers: bearer(accessToken) }),
      ).toMatchObject({
        status: 401,
        problem: 'token-expired',
      });
      expect(await openSocket(aging.origin, accessToken)).toEqual({ refused: 401, problem: 'token-expired' });
    } finally {
      await aging.stop();
    }
  });

  test('a refresh token that is used again ends the session', async () => {
    const { refreshToken } = await register(server.origin);
    const refresh = (token: string) => call(server.origin, '/refresh', { body: { refreshToken: token } });
    const renewed = await refresh(refreshToken);
    expect(renewed.status).toBe(200);
    expect(await refresh(refreshToken)).toMatchObject({ status: 401, problem: 'refresh-reused' });
    const successor = (renewed.body as SessionTokens).refreshToken;
    expect((await refresh(successor)).status).toBe(401);
    expect(await openSocket(server.origin, (renewed.body as SessionTokens).accessToken)).toMatchObject({
      refused: 401,
    });
  });

  test('a page of another origin is refused', async () => {
    const body = await registration(server.origin);
    const answer = await call(server.origin, '/register', {
      body,
      headers: { origin: 'https://elsewhere.example' },
    });
    expect(answer).toMatchObject({ status: 403, problem: 'origin-forbidden' });
  });
});

test.describe('over the socket', () => {
  test('a forged token and a foreign origin get no socket', async () => {
    const tokens = await register(server.origin);
    expect(await openSocket(server.origin, forged(tokens))).toEqual({
      refused: 401,
      problem: 'token-invalid',
    });
    expect(await openSocket(server.origin, tokens.accessToken, 'https://elsewhere.example')).toEqual({
      refused: 403,
      problem: 'origin-forbidden',
    });
  });

  test('an unknown or malformed frame is answered with what was wrong, and the socket goes on', async () => {
    const socket = await mustOpenSocket(server.origin, (await register(server.origin)).accessToken);
    socket.send('{"t":"teleport"}');
    expect(await socket.next('error')).toMatchObject({ code: 'unknown-kind', of: 'teleport' });
    socket.send('not JSON');
    expect(await socket.next('error')).toMatchObject({ code: 'malformed' });
    socket.send('{"t":"ping","n":-1}');
    expect(await socket.next('error')).toMatchObject({ code: 'malformed', of: 'ping' });
    socket.send('{"t":"ping","n":7}');
    expect(await socket.next('pong')).toMatchObject({ n: 7 });
    socket.terminate();
  });

  test('an oversized frame closes the socket with 1009', async () => {
    const socket = await mustOpenSocket(server.origin, (await register(server.origin)).accessToken);
    await socket.next('welcome');
    socket.send(`{"t":"${'x'.repeat(limits.maxSocketFrameBytes)}"}`);
    expect(await socket.closed).toBe(closeCodes.messageTooBig.code);
  });

  test('whoever goes on sending nonsense is closed with 4400', async () => {
    const socket = await mustOpenSocket(server.origin, (await register(server.origin)).accessToken);
    await socket.next('welcome');
    for (let count = 0; count < 100; count += 1) socket.send('nonsense');
    expect(await socket.closed).toBe(closeCodes.repeatedlyMalformed.code);
  });

  test('a signal, an accept and a leave for a match of others change nothing', async () => {
    const socket = await mustOpenSocket(server.origin, (await register(server.origin)).accessToken);
    const match = randomBytes(16).toString('base64url');
    for (const frame of [
      { t: 'accept', match },
      { t: 'leave', match },
    ]) {
      socket.send(JSON.stringify(frame));
      expect(await socket.next('error')).toMatchObject({ code: 'no-such-match', of: frame.t });
    }
    socket.terminate();
  });
});

test('two people go on chatting while somebody throws all of this at the server', async ({
  pair: { ann, ben },
  server: busy,
}) => {
  const socket = await mustOpenSocket(busy.origin, (await register(busy.origin)).accessToken);
  await socket.next('welcome');
  for (let count = 0; count < 100; count += 1) socket.send('nonsense');
  await socket.closed;
  const big = await mustOpenSocket(busy.origin, (await register(busy.origin)).accessToken);
  big.send('x'.repeat(limits.maxSocketFrameBytes * 4));
  await big.closed;
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => call(busy.origin, '/register', { body: '{'.repeat(1_000) })),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([400]));

  await ann.say('did you notice anything?');
  await ben.expectHeard('did you notice anything?');
  await expect(ann.page.getByText(/server is out of reach/)).toHaveCount(0);
  expect(busy.log()).not.toMatch(/"level":(50|60)/);
});
