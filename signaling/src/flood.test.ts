import { apiPath, closeCodes, limits, receiptsPath, reportsPath } from '@sotto/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Config } from './config/config.ts';
import { connect, refusalOf, type TestClient } from './hub/testing/test-client.ts';
import { startRedisServer, type TestRedisServer } from './testing/redis-server.ts';
import { registerTestIdentity } from './testing/test-identity.ts';
import { startTestServer, testConfig, type TestServer } from './testing/test-server.ts';

/** Any address of one /64, and honest ones of another /64 and a /24 each. */
const floodAddress = (n: number): string => `2001:db8:bad:1::${n.toString(16)}`;
const honestAddresses = ['2001:db8:600d:1::1', '203.0.113.7'];

const perMinute = (points: number) => ({ points, durationS: 60 });
const allowed = 5;
const tried = 10 * allowed;
const framesAtOnce = 20;
const someReceipt = JSON.stringify({ receipt: 'A'.repeat(43) });

let redis: TestRedisServer;
beforeAll(async () => {
  redis = await startRedisServer();
});
afterAll(() => redis.stop());

const backends: Record<string, () => Pick<Config, 'redis'>> = {
  memory: () => ({}),
  Redis: () => ({ redis: { url: redis.url, runMatchmaker: true } }),
};

describe.each(Object.entries(backends))(
  'a flood from one address prefix, counted in %s',
  { timeout: 60_000 },
  (_name, backend) => {
    let server: TestServer;
    let tokens: readonly string[];
    beforeAll(async () => {
      const { rates } = testConfig();
      server = await startTestServer({
        config: {
          ...backend(),
          trustedProxyHops: 1,
          rates: {
            ...rates,
            register: perMinute(allowed),
            refresh: perMinute(allowed),
            general: perMinute(allowed),
            reports: perMinute(allowed),
            reportsPerPrefix: perMinute(allowed),
            sockets: perMinute(allowed),
            frames: { points: framesAtOnce, durationS: 10 },
          },
        },
      });
      const joining = ['192.0.2.1', '198.51.100.1', '100.64.1.1', '100.64.2.1'].map((from) =>
        registerTestIdentity(server.url, { from }),
      );
      tokens = (await Promise.all(joining)).map(({ tokens: { accessToken } }) => accessToken);
      // The embedded database starts with the first who asks for it, which takes seconds.
      await ask('198.18.9.1', 'POST', receiptsPath, { body: someReceipt });
    }, 60_000);
    afterAll(() => server.stop());

    const ask = async (
      from: string,
      method: string,
      path: string,
      init: RequestInit = {},
    ): Promise<number> => {
      const headers = { 'x-forwarded-for': from, 'content-type': 'application/json', ...init.headers };
      const answer = await fetch(`${server.url}${apiPath}${path}`, { ...init, method, headers });
      await answer.arrayBuffer();
      return answer.status;
    };
    const tokenOf = (n: number): string => tokens[n % tokens.length] ?? '';
    const junk = JSON.stringify({ junk: 'x'.repeat(limits.maxRequestBodyBytes / 2) });

    it.each([
      ['registrations', 'POST', '/register', junk],
      ['refreshes', 'POST', '/refresh', junk],
      ['look-ups of reports', 'POST', receiptsPath, someReceipt],
      ['reports', 'POST', reportsPath, junk],
    ])('of %s is refused after what is allowed, and nobody else is', async (_what, method, path, body) => {
      const bearer = { authorization: `Bearer ${tokenOf(0)}` };
      const refused = await Promise.all(
        Array.from({ length: tried }, (_, n) =>
          ask(floodAddress(n), method, path, { body, headers: bearer }),
        ),
      );
      expect(refused.filter((status) => status !== 429)).toHaveLength(allowed);
      for (const address of honestAddresses) expect(await ask(address, method, path, { body })).not.toBe(429);
    });

    it('of challenges is refused whatever sessions it brings, so that it makes nobody else’s dearer', async () => {
      const flood = Array.from({ length: tried }, (_, n) =>
        ask(`2001:db8:bad:2::${n.toString(16)}`, 'GET', '/challenge', {
          headers: { authorization: `Bearer ${tokenOf(n)}` },
        }),
      );
      expect((await Promise.all(flood)).filter((status) => status !== 429)).toHaveLength(allowed);
      expect(await ask('198.18.5.1', 'GET', '/challenge')).toBe(200);
    });

    it('of sockets is refused, while others register, open theirs, and are heard', async () => {
      const open = (n: number) =>
        connect(server.url, { access: tokenOf(n), forwardedFor: floodAddress(n) }).then(
          (client) => client,
          () => undefined,
        );
      const opened = await Promise.all(Array.from({ length: tried }, (_, n) => open(n)));
      expect(opened.filter((client) => client !== undefined)).toHaveLength(allowed);
      const refusal = await refusalOf(server.url, { access: tokenOf(0), forwardedFor: floodAddress(1) });
      expect(refusal.status).toBe(429);
      for (const from of ['198.18.1.1', '198.18.2.1']) await (await honest(from)).settled();
      for (const client of opened) client?.socket.terminate();
    });

    it('of frames ends the socket it comes by, and no other', async () => {
      const bystander = await honest('198.18.3.1');
      const { tokens: flooding } = await registerTestIdentity(server.url, { from: '198.18.4.1' });
      const flooder = await connect(server.url, {
        access: flooding.accessToken,
        forwardedFor: '2001:db8:bad:3::1',
      });
      for (let n = 0; n < 10 * framesAtOnce; n += 1) flooder.send({ t: 'ping', n });
      expect(await flooder.closed).toMatchObject({ code: closeCodes.tooManyFrames.code });
      await bystander.settled();
    });

    async function honest(from: string): Promise<TestClient> {
      const { tokens: fresh } = await registerTestIdentity(server.url, { from });
      const client = await connect(server.url, { access: fresh.accessToken, forwardedFor: from });
      await client.next('welcome');
      return client;
    }
  },
);
