import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import { fail, ok, socketProtocol } from '@sotto/protocol';
import { describe, expect, it, vi } from 'vitest';
import type { RateGate } from '../ports.ts';
import { connect, refusalOf } from './testing/test-client.ts';
import { startTestHub } from './testing/test-hub.ts';

describe('an upgrade', () => {
  it('is granted with our version of the subprotocol, and welcomes the session', async () => {
    await using hub = await startTestHub();
    const client = await connect(hub.url, { access: hub.sessions.accessOf('Ann') });
    expect(client.socket.protocol).toBe('sotto.v1');
    expect(client.socket.extensions).toBe('');
    const welcome = await client.next('welcome');
    expect(welcome).toEqual({
      t: 'welcome',
      session: hub.sessions.sessionOf('Ann'),
      resume: welcome.resume,
      graceMs: 30_000,
    });
    expect(hub.sessions.touched).toEqual([welcome.session]);
  });

  it.each([
    ['no token', {}, 401, 'token-missing'],
    ['a wrong token', { access: 'wrong' }, 401, 'token-invalid'],
    ['an expired token', { access: 'expired' }, 401, 'token-expired'],
    ['a foreign origin', { access: 'access-Ann', origin: 'https://evil.example' }, 403, 'origin-forbidden'],
    ['a token that cannot be looked up', { access: 'broken' }, 503, 'unavailable'],
    ['another path', { access: 'access-Ann', path: '/api/v1/other' }, 404, 'not-found'],
    ['another version', { protocols: ['sotto.v9'] }, 426, 'upgrade-required'],
  ])('with %s is refused with problem details, and disturbs nobody', async (_what, options, status, kind) => {
    await using hub = await startTestHub();
    const { client: ann } = await hub.join('Ann');
    const refusal = await refusalOf(hub.url, options);
    expect(refusal.status).toBe(status);
    expect(refusal.headers['content-type']).toBe('application/problem+json');
    expect(refusal.problem).toMatchObject({ type: `urn:sotto:problem:${kind}`, status });
    await ann.settled();
    expect(hub.hub.stats()).toMatchObject({ sockets: 1, refused: 1 });
  });

  it('from the page’s own origin is granted', async () => {
    await using hub = await startTestHub();
    const { client } = await hub.join('Ann', { origin: hub.url });
    await client.settled();
  });

  it('says how to do it to those who do it wrongly', async () => {
    await using hub = await startTestHub();
    const answer = await rawUpgrade(hub.url, hub.sessions.accessOf('Ann'), ['Sec-WebSocket-Version: 7']);
    expect(answer).toMatch(/^HTTP\/1.1 426 /);
    expect(answer).toContain('Sec-WebSocket-Version: 13');
    expect(answer).toContain('urn:sotto:problem:upgrade-required');
    expect(hub.hub.stats().sockets).toBe(0);
  });

  it('is refused over the rate of its address, with the time to wait', async () => {
    let tries = 0;
    const upgradeRate = {
      consume: () => {
        tries += 1;
        return Promise.resolve(
          tries > 1 ? fail({ retryAfterS: 42 }) : { ok: true as const, value: undefined },
        );
      },
    };
    await using hub = await startTestHub({ upgradeRate });
    const { client } = await hub.join('Ann');
    const refusal = await refusalOf(hub.url, { access: hub.sessions.accessOf('Ben') });
    expect(refusal.status).toBe(429);
    expect(refusal.headers['retry-after']).toBe('42');
    expect(refusal.problem.retryAfter).toBe(42);
    await client.settled();
  });

  it('is refused where an address holds enough sockets, until one of them closes', async () => {
    await using hub = await startTestHub({ settings: { maxSocketsPerPrefix: 2 } });
    const { client: ann } = await hub.join('Ann');
    await hub.join('Ben');
    const access = hub.sessions.accessOf('Cem');
    expect((await refusalOf(hub.url, { access })).status).toBe(429);
    ann.socket.close();
    await ann.closed;
    const { client: cem } = await hub.join('Cem');
    await cem.settled();
  });

  it('is refused where the node is full', async () => {
    await using hub = await startTestHub({ settings: { maxSockets: 1 } });
    await hub.join('Ann');
    const refusal = await refusalOf(hub.url, { access: hub.sessions.accessOf('Ben') });
    expect(refusal).toMatchObject({ status: 503, problem: { type: 'urn:sotto:problem:unavailable' } });
  });

  it('gives its place back where the client goes away in the middle', async () => {
    let asked = (): void => {};
    let answer = (): void => {};
    const reached = new Promise<void>((resolve) => (asked = resolve));
    const upgradeRate: RateGate = {
      consume: () => {
        asked();
        return new Promise((resolve) => (answer = () => resolve(ok(undefined))));
      },
    };
    await using hub = await startTestHub({ upgradeRate });
    const socket = connectTcp(Number(new URL(hub.url).port), '127.0.0.1');
    socket.write(upgradeRequest(hub.url, hub.sessions.accessOf('Ann'), ['Sec-WebSocket-Version: 13']));
    await reached;
    socket.resetAndDestroy();
    await once(socket, 'close');
    answer();
    await vi.waitFor(() => expect(hub.hub.stats()).toMatchObject({ sockets: 0, refused: 0 }));
  });
});

function upgradeRequest(url: string, access: string, headers: readonly string[]): string {
  return [
    `GET ${socketProtocol.path} HTTP/1.1`,
    `Host: ${new URL(url).host}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    `Sec-WebSocket-Protocol: ${socketProtocol.version}, ${socketProtocol.tokenPrefix}${access}`,
    ...headers,
    '\r\n',
  ].join('\r\n');
}

async function rawUpgrade(url: string, access: string, headers: readonly string[]): Promise<string> {
  const { port } = new URL(url);
  const socket = connectTcp(Number(port), '127.0.0.1');
  socket.write(upgradeRequest(url, access, headers));
  let answer = '';
  for await (const chunk of socket) answer += String(chunk);
  return answer;
}
