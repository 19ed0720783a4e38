import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { retrySoon } from '../redis/connections.ts';

/** A real Redis of a test's own, on a socket in a directory of its own, or on a free port. Needs `redis-server` on the PATH. */
export interface TestRedis {
  /** For other processes. */
  readonly url: string;
  /** A new connection; ended by {@link TestRedis.stop} if it is not before. */
  connect(): Redis;
  /** Kills the server as a power cut would, and starts it again with what it had written. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface TestRedisOptions {
  /** Every write is on disk before its reply. */
  readonly persist?: boolean;
  /** Listen on a port of the loopback too, for processes that take a URL. */
  readonly tcp?: boolean;
}

export async function startRedis(options: TestRedisOptions = {}): Promise<TestRedis> {
  const dir = await mkdtemp(join(tmpdir(), 'sotto-redis-'));
  const path = join(dir, 'redis.sock');
  const connections: Redis[] = [];
  const connect = (): Redis => {
    const redis = new Redis({ path, retryStrategy: retrySoon, maxRetriesPerRequest: null });
    redis.on('error', () => {});
    connections.push(redis);
    return redis;
  };
  const port = options.tcp ? await freePort() : 0;
  const persistence = options.persist
    ? ['--appendonly', 'yes', '--appendfsync', 'always']
    : ['--appendonly', 'no'];
  const start = async () => {
    const server = spawn(
      'redis-server',
      [
        '--port',
        String(port),
        '--bind',
        '127.0.0.1',
        '--unixsocket',
        path,
        '--dir',
        dir,
        '--save',
        '',
        ...persistence,
      ],
      { stdio: 'ignore' },
    );
    await once(server, 'spawn');
    const probe = connect();
    await probe.ping();
    probe.disconnect();
    return server;
  };
  const kill = async (): Promise<void> => {
    server.kill('SIGKILL');
    if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
  };
  let server = await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    connect,
    restart: async () => {
      await kill();
      server = await start();
    },
    stop: async () => {
      for (const connection of connections) connection.disconnect();
      await kill();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
