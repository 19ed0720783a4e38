import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Gauge } from 'prom-client';
import { startOperationsServer, type OperationsServer } from './operations-server.ts';
import { createRegistry } from './registry.ts';

let server: OperationsServer;
let lacking: readonly string[] = [];
beforeEach(async () => {
  lacking = [];
  const registry = createRegistry({ process: true });
  new Gauge({ name: 'sotto_tea_cups', help: 'Cups.', registers: [registry] }).set(3);
  server = await startOperationsServer(
    { registry, lacking: () => Promise.resolve(lacking) },
    { host: '127.0.0.1', port: 0 },
  );
});
afterEach(() => server.close());

async function get(path: string, method = 'GET') {
  const response = await fetch(`http://127.0.0.1:${server.port}${path}`, { method });
  return { status: response.status, text: await response.text() };
}

describe('the port for operators', () => {
  it('says that the process lives, and by name what keeps it from its work', async () => {
    expect(await get('/healthz')).toEqual({ status: 200, text: 'alive\n' });
    expect(await get('/readyz')).toEqual({ status: 200, text: 'ready\n' });
    lacking = ['draining', 'redis'];
    expect(await get('/readyz')).toEqual({ status: 503, text: 'draining\nredis\n' });
    expect((await get('/healthz')).status).toBe(200);
  });

  it('serves its own figures and those of the process, event-loop lag among them', async () => {
    const { text } = await get('/metrics');
    expect(text).toContain('sotto_tea_cups 3');
    expect(text).toContain('nodejs_eventloop_lag_p99_seconds');
    expect(text).toContain('process_resident_memory_bytes');
  });

  it('has nothing else', async () => {
    expect((await get('/')).status).toBe(404);
    expect((await get('/metrics', 'POST')).status).toBe(405);
  });
});
