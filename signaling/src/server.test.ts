import { once } from 'node:events';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apiPath, closeCodes, problemSchema, socketProtocol } from '@sotto/protocol';
import { afterEach, describe, expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import {
  registerTestIdentity,
  startTestServer,
  testConfig,
  type TestServer,
  type TestServerOptions,
} from './testing.ts';
import { openFiles } from './testing/open-files.ts';

const running: TestServer[] = [];
async function start(options: TestServerOptions = {}): Promise<TestServer> {
  const server = await startTestServer(options);
  running.push(server);
  return server;
}
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

function openSocket(url: string, accessToken: string, origin?: string): WebSocket {
  const protocols = [socketProtocol.version, socketProtocol.tokenPrefix + accessToken];
  return new WebSocket(url.replace('http', 'ws') + socketProtocol.path, protocols, origin ? { origin } : {});
}

/** The first frame, or the status and body of the refusal. */
function firstAnswer(socket: WebSocket): Promise<{ status?: number; text: string }> {
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('message', (data) => resolve({ text: String(data) }));
    socket.once('unexpected-response', (request, response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => {
        request.destroy();
        resolve({ status: response.statusCode ?? 0, text });
      });
    });
  });
}

/** The start of the answer to bytes that no HTTP client would send. */
function sendRaw(url: string, bytes: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.end(bytes);
  return new Promise((resolve) => socket.once('data', (data) => resolve(String(data))));
}

describe('server', () => {
  it('goes the whole way from a challenge to an open socket', async () => {
    const { url } = await start();
    const { tokens } = await registerTestIdentity(url, { nickname: 'Ann' });
    const socket = openSocket(url, tokens.accessToken, url);
    const welcome = JSON.parse((await firstAnswer(socket)).text) as Record<string, unknown>;
    expect(welcome).toMatchObject({ t: 'welcome', session: tokens.sessionId });
    socket.terminate();
  });

  it('refuses a socket to a wrong token and to a foreign page, with the problem that explains it', async () => {
    const { url } = await start();
    const { tokens } = await registerTestIdentity(url);
    const wrong = await firstAnswer(openSocket(url, 'a.b.c'));
    expect(wrong.status).toBe(401);
    expect(problemSchema.parse(JSON.parse(wrong.text)).type).toBe('urn:sotto:problem:token-invalid');
    const foreign = await firstAnswer(openSocket(url, tokens.accessToken, 'https://evil.example'));
    expect(foreign.status).toBe(403);
    const good = openSocket(url, tokens.accessToken, url);
    expect((await firstAnswer(good)).text).toContain('welcome');
    good.terminate();
  });

  it('closes the socket of a session that logs out, and no other', async () => {
    const { url } = await start();
    const [ann, bob] = [await registerTestIdentity(url), await registerTestIdentity(url)];
    const sockets = [
      openSocket(url, ann.tokens.accessToken),
      openSocket(url, bob.tokens.accessToken),
    ] as const;
    await Promise.all(sockets.map(firstAnswer));
    const closed = new Promise<number>((resolve) => sockets[0].once('close', resolve));
    await fetch(`${url}${apiPath}/logout`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ann.tokens.accessToken}` },
    });
    expect(await closed).toBe(closeCodes.sessionEnded.code);
    expect(sockets[1].readyState).toBe(WebSocket.OPEN);
    sockets[1].terminate();
  });

  it('sends open sockets elsewhere when it stops, and is gone afterwards', async () => {
    const server = await start();
    const { tokens } = await registerTestIdentity(server.url);
    const socket = openSocket(server.url, tokens.accessToken);
    await firstAnswer(socket);
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    await Promise.all([server.stop(), server.stop()]);
    expect(await closed).toBe(closeCodes.serviceRestart.code);
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
  });

  it('tells a load balancer whether it lives and takes visitors', async () => {
    const { url } = await start();
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });

  it('refuses an oversized body over a real connection and goes on serving', async () => {
    const { url } = await start();
    const answer = await fetch(`${url}${apiPath}/register`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: 'x'.repeat(1_000_000),
    });
    expect(answer.status).toBe(413);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect((await fetch(`${url}${apiPath}/info`)).status).toBe(200);
  });

  it('limits by the address that a trusted proxy tells, and by no other', async () => {
    const rates = { ...testConfig().rates, general: { points: 1, durationS: 60 } };
    const { url } = await start({ config: { trustedProxyHops: 1, rates } });
    const status = async (forwarded: string) =>
      (await fetch(`${url}${apiPath}/info`, { headers: { 'x-forwarded-for': forwarded } })).status;
    expect(await status('203.0.113.7')).toBe(200);
    expect(await status('198.51.100.1, 203.0.113.8')).toBe(429);
    expect(await status('203.0.114.7')).toBe(200);
  });

  it('answers a request that offers another upgrade as if it did not', async () => {
    const { url } = await start();
    const answer = await sendRaw(
      url,
      `GET ${apiPath}/info HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200/);
  });

  it('gives up an answer that nobody reads, and its file; a silent socket it keeps', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sotto-server-'));
    const file = join(folder, 'model.bin');
    writeFileSync(file, '');
    truncateSync(file, 64_000_000);
    const { url } = await start({ config: { webRoot: folder }, stalledMs: 1_500 });
    const { tokens } = await registerTestIdentity(url);
    const socket = openSocket(url, tokens.accessToken);
    await firstAnswer(socket);
    const slow = connect(Number(new URL(url).port), '127.0.0.1');
    slow.write('GET /model.bin HTTP/1.1\r\nHost: x\r\n\r\n');
    await once(slow, 'data');
    slow.pause();
    // The head of the answer may be there before the file is opened.
    await vi.waitFor(() => expect(openFiles(file)).toBe(1), 1_000);
    await vi.waitFor(() => expect(openFiles(file)).toBe(0), 5_000);
    expect(socket.readyState).toBe(WebSocket.OPEN);
    slow.destroy();
    socket.terminate();
    rmSync(folder, { recursive: true });
  });

  it('answers what is no HTTP with an error and stays up', async () => {
    const { url } = await start();
    expect(await sendRaw(url, 'NONSENSE\r\n\r\n')).toMatch(/^HTTP\/1\.1 400/);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });
});
