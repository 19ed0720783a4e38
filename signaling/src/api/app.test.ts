import { serverInfoSchema } from '@sotto/protocol';
import { describe, expect, it } from 'vitest';
import { createLog } from '../log/log.ts';
import { createApiRig, problemOf } from '../testing/api-rig.ts';

describe('every answer of the API', () => {
  it('tells what the server is to anybody', async () => {
    const answer = await createApiRig().call('GET', '/info');
    expect(serverInfoSchema.parse(await answer.json())).toEqual({
      name: 'Sotto',
      version: '1.2.3',
      relay: false,
      minimumAge: 18,
    });
  });

  it('is a problem where nothing is found', async () => {
    expect(await problemOf(await createApiRig().call('GET', '/nothing'))).toMatchObject({
      kind: 'not-found',
    });
  });

  it('is a problem that names the methods where the method is wrong', async () => {
    const answer = await createApiRig().call('PUT', '/identity');
    expect(answer.headers.get('allow')).toBe('DELETE');
    expect(await problemOf(answer)).toMatchObject({ kind: 'method-not-allowed', status: 405 });
  });

  it('asks plain HTTP to upgrade where the socket is', async () => {
    const answer = await createApiRig().call('GET', '/socket');
    expect(answer.headers.get('upgrade')).toBe('websocket');
    expect(await problemOf(answer)).toMatchObject({ kind: 'upgrade-required', status: 426 });
  });

  it('is a problem without a word of the cause where the server fails, and the log has no message either', async () => {
    const lines: string[] = [];
    const rig = createApiRig({
      log: createLog('info', { write: (line) => void lines.push(line) }),
      context: {
        proofOfWork: {
          challenge: () => Promise.reject(new RangeError('ann@example.org')),
          check: async () => undefined,
        },
      },
    });
    const answer = await problemOf(await rig.call('GET', '/challenge'));
    expect(answer).toEqual(expect.objectContaining({ kind: 'internal', status: 500 }));
    expect(JSON.stringify(answer) + lines.join()).not.toContain('example.org');
    expect(lines.join()).toContain('RangeError');
  });
});

describe('origins', () => {
  const infoFor = async (publicOrigins: string[], headers: Record<string, string>) =>
    (await createApiRig({ publicOrigins }).call('GET', '/info', { headers })).status;

  it('of other sites are refused', async () => {
    const rig = createApiRig();
    const answer = await rig.call('GET', '/info', { headers: { origin: 'https://evil.example' } });
    expect(await problemOf(answer)).toMatchObject({ kind: 'origin-forbidden', status: 403 });
  });

  it('are by default those of the host that is asked, and none is no browser', async () => {
    expect(await infoFor([], { origin: 'https://sotto.test' })).toBe(200);
    expect(await infoFor([], {})).toBe(200);
    expect(await infoFor([], { origin: 'https://sotto.test:8443' })).toBe(403);
    expect(await infoFor([], { origin: 'null' })).toBe(403);
  });

  it('are only the configured ones where some are configured', async () => {
    expect(await infoFor(['https://chat.example'], { origin: 'https://chat.example' })).toBe(200);
    expect(await infoFor(['https://chat.example'], { origin: 'https://sotto.test' })).toBe(403);
  });
});

describe('rate limits', () => {
  it('answer the sixth registration of a prefix in a minute, and disturb nobody else', async () => {
    const rig = createApiRig({ rates: { register: 5 } });
    const tokens = await rig.register();
    for (let i = 0; i < 4; i += 1) await rig.register();
    const body = await rig.registration();
    const refused = await rig.call('POST', '/register', { body, address: '203.0.113.99' });
    const problem = await problemOf(refused);
    expect(problem).toMatchObject({ kind: 'too-many-requests', status: 429 });
    expect(problem.retryAfter).toBeGreaterThan(0);
    expect(problem.retryAfter).toBeLessThanOrEqual(60);
    expect(refused.headers.get('retry-after')).toBe(String(problem.retryAfter));

    expect((await rig.call('POST', '/register', { body, address: '203.0.114.1' })).status).toBe(201);
    expect((await rig.call('GET', '/info')).status).toBe(200);
    expect((await rig.call('POST', '/logout', { token: tokens.accessToken })).status).toBe(204);
  });

  it('count refreshes by session too, so that a wandering address is no way around', async () => {
    const rig = createApiRig({ rates: { refresh: 2 } });
    let { refreshToken } = await rig.register();
    for (let i = 0; i < 2; i += 1) {
      const answer = await rig.call('POST', '/refresh', { body: { refreshToken }, address: `198.51.${i}.1` });
      ({ refreshToken } = (await answer.json()) as { refreshToken: string });
    }
    const third = { body: { refreshToken }, address: '198.51.9.1' };
    expect(await problemOf(await rig.call('POST', '/refresh', third))).toMatchObject({
      kind: 'too-many-requests',
    });
  });

  it('count other requests by session, apart from those of strangers at the same address', async () => {
    const rig = createApiRig({ rates: { general: 3 } });
    const { accessToken } = await rig.register();
    for (let i = 0; i < 2; i += 1) expect((await rig.call('GET', '/info')).status).toBe(200);
    expect((await rig.call('GET', '/info')).status).toBe(429);
    expect((await rig.call('GET', '/info', { token: accessToken })).status).toBe(200);
    expect((await rig.call('GET', '/info', { token: 'a.b.c' })).status).toBe(429);
  });
});
