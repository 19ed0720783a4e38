import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRedisTicketQueue } from './redis/redis-queue.ts';
import { Inbox, sketchTicket, startRedis, type TestRedis } from './testing.ts';

let server: TestRedis;
const processes: ChildProcess[] = [];
beforeEach(async () => {
  server = await startRedis({ tcp: true });
});
afterEach(async () => {
  for (const child of processes.splice(0)) child.kill('SIGKILL');
  await server.stop();
});

const patiently = { timeout: 10_000 };

interface Running {
  readonly child: ChildProcess;
  get(path: string): Promise<{ status: number; text: string }>;
}

async function startMain(): Promise<Running> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('./main.ts', import.meta.url))], {
    env: { REDIS_URL: server.url, HEALTH_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  processes.push(child);
  for await (const line of createInterface({ input: child.stdout })) {
    const { event, healthPort } = JSON.parse(line) as { event: string; healthPort: number };
    if (event !== 'started') continue;
    const get = async (path: string) => {
      const response = await fetch(`http://127.0.0.1:${healthPort}${path}`);
      return { status: response.status, text: await response.text() };
    };
    return { child, get };
  }
  throw new Error('the matchmaker ended before it started');
}

const owned = async ({ get }: Running): Promise<boolean> =>
  (await get('/metrics')).text.includes('sotto_matchmaker_owned{pool="text"} 1');

// Starting a process takes long on a busy machine; what must be quick is measured where it is asserted.
describe('the matchmaker process', { timeout: 30_000 }, () => {
  it('tells whether it lives, is ready and owns its pool', async () => {
    const main = await startMain();
    expect((await main.get('/healthz')).status).toBe(200);
    await expect.poll(async () => (await main.get('/readyz')).status, patiently).toBe(200);
    await expect.poll(() => owned(main), patiently).toBe(true);
    expect((await main.get('/nothing')).status).toBe(404);
  });

  it('ends cleanly at SIGTERM', async () => {
    const { child } = await startMain();
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('ends cleanly at SIGTERM while Redis is away', async () => {
    const main = await startMain();
    await expect.poll(() => owned(main), patiently).toBe(true);
    await server.stop();
    await expect.poll(async () => (await main.get('/readyz')).status, patiently).toBe(503);
    main.child.kill('SIGTERM');
    expect(await once(main.child, 'exit')).toEqual([0, null]);
  });

  it('is replaced by another within two seconds of being killed, and nobody who waits is lost', async () => {
    const queue = createRedisTicketQueue({ redis: server.connect(), nodeId: randomUUID() });
    const inbox = new Inbox();
    queue.onDelivery(inbox.listener);
    const first = await startMain();
    await expect.poll(() => owned(first), patiently).toBe(true);
    const second = await startMain();
    const ann = sketchTicket('ann', { enteredAtMs: Date.now() });
    await queue.submit(ann);
    await expect
      .poll(async () => (await first.get('/metrics')).text, patiently)
      .toContain('waiting{pool="text"} 1');

    first.child.kill('SIGKILL');
    const killedAtMs = performance.now();
    const bob = sketchTicket('bob', { enteredAtMs: Date.now() });
    await queue.submit(bob);
    await Promise.all([inbox.first(ann.id), inbox.first(bob.id)]);
    expect(performance.now() - killedAtMs).toBeLessThan(2_000);
    expect(await owned(second)).toBe(true);
    await queue.close();
  });
});
