import { apiPath, connectionOutcomesPath } from '@sotto/protocol';
import { afterEach, describe, expect, it } from 'vitest';
import { fileReport } from '../testing/file-report.ts';
import { meetAt } from '../testing/meet.ts';
import { startTestServer, testConfig, type TestServer, type TestServerOptions } from '../testing.ts';

let server: TestServer | undefined;
afterEach(() => server?.stop());

async function start(options: TestServerOptions = {}): Promise<TestServer> {
  const metrics = { host: '127.0.0.1', port: 0 };
  return (server = await startTestServer({ ...options, config: { ...options.config, metrics } }));
}

async function figures({ metricsPort }: TestServer): Promise<string> {
  return (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
}

function tell({ url }: TestServer, body: unknown): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return fetch(`${url}${apiPath}${connectionOutcomesPath}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
}

describe('figures of a node', () => {
  it('are on a port of their own alone', async () => {
    const node = await start();
    expect(await figures(node)).toContain('sotto_sockets 0');
    expect(await (await fetch(`${node.url}/metrics`)).text()).not.toContain('sotto_sockets');
  });

  it('tell sockets, what sessions do, how long they waited, and what came of reports, but nobody’s name', async () => {
    const node = await start();
    const { chat, token, people, leave } = await meetAt(node.url);
    await chat.say('initiator', 'hello');
    await fileReport(node.url, token, new Uint8Array(40));
    const text = await figures(node);
    expect(text).toContain('sotto_sockets 2');
    expect(text).toContain('sotto_seats{stage="matched"} 2');
    expect(text).toContain('sotto_seat_moves_total{from="seeking",to="matched"} 2');
    expect(text).toContain('sotto_match_wait_seconds_count 2');
    expect(text).toMatch(/sotto_reports_total\{outcome="[a-z-]+"\} 1/);
    expect(text).toContain('nodejs_eventloop_lag_p99_seconds');
    expect(text).toContain(`route="${apiPath}/register",status="201"`);
    for (const name of ['Ann', 'Ben', ...Object.values(people)]) expect(text).not.toContain(name);
    leave();
  });

  // The embedded database takes seconds to begin on a busy machine.
  it('tell the open reports, once there is one', { timeout: 30_000 }, async () => {
    const node = await start();
    expect(await figures(node)).not.toContain('sotto_reports_open{');
    const { chat, token, leave } = await meetAt(node.url);
    await chat.say('answerer', 'give me your address');
    const bundle = await chat.report('initiator', { reason: 'threats' });
    expect((await fileReport(node.url, token, bundle)).status).toBe(200);
    const text = await figures(node);
    expect(text).toContain('sotto_reports_total{outcome="stored"} 1');
    expect(text).toMatch(/sotto_reports_open\{reason="threats",desk="\w+"\} 1/);
    expect(text).toMatch(/sotto_reports_held\{reason="threats",desk="\w+"\} 0/);
    leave();
  });

  it('count refusals by which limit, and paths by route, whatever was asked for', async () => {
    const general = { points: 1, durationS: 60 };
    const node = await start({ config: { rates: { ...testConfig().rates, general } } });
    for (let i = 0; i < 3; i += 1) await fetch(`${node.url}${apiPath}/info`);
    await fetch(`${node.url}/ann-was-here`);
    const text = await figures(node);
    expect(text).toContain('sotto_rate_limited_total{limit="general"} 2');
    expect(text).not.toContain('ann-was-here');
  });

  it('count what browsers tell of their connections, and take nothing else of them', async () => {
    const node = await start();
    expect((await tell(node, { outcome: 'relayed', withinMs: 500 })).status).toBe(204);
    expect((await tell(node, { outcome: 'failed', withinMs: 30_000 })).status).toBe(204);
    expect((await tell(node, { outcome: 'relayed', withinMs: 500, match: 'm' })).status).toBe(400);
    expect((await tell(node, { outcome: 'ann', withinMs: 500 })).status).toBe(400);
    const text = await figures(node);
    expect(text).toContain('sotto_connection_seconds_bucket{le="0.5",outcome="relayed"} 1');
    expect(text).toContain('sotto_connection_seconds_bucket{le="0.25",outcome="relayed"} 0');
    expect(text).toContain('sotto_connection_seconds_count{outcome="failed"} 1');
  });

  it('let nobody flood the counts of connections, and tell no browser off for it', async () => {
    const node = await start();
    const answers = await Promise.all(
      Array.from({ length: 130 }, () => tell(node, { outcome: 'direct', withinMs: 100 })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
    const text = await figures(node);
    expect(text).toContain('sotto_connection_seconds_count{outcome="direct"} 120');
    expect(text).toContain('sotto_rate_limited_total{limit="connections"} 10');
  });
});

describe('a request', () => {
  it('is named by a random id in the answer, not by one that the client chose', async () => {
    const node = await start();
    const headers = { 'x-request-id': 'ann' };
    const ids = await Promise.all(
      [1, 2].map(async () => (await fetch(`${node.url}/healthz`, { headers })).headers.get('x-request-id')),
    );
    for (const id of ids) expect(id).toMatch(/^[\w-]{16}$/);
    expect(ids[0]).not.toBe(ids[1]);
  });
});
