import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { retrySoon } from '../redis/connections.ts';

/** A real Redis of a test's own, on a socket in a directory of its own. Needs `redis-server` on the PATH. */
export interface TestRedis {
  /** A new connection; ended by {@link TestRedis.stop} if it is not before. */
  connect(): Redis;
  /** Kills the server as a power cut would, and starts it again with what it had written. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** `persist`: every write is on disk before its reply. */
export async function startRedis(options: { readonly persist?: boolean } = {}): Promise<TestRedis> {
  const dir = await mkdtemp(join(tmpdir(), 'sotto-redis-'));
  const path = join(dir, 'redis.sock');
  const connections: Redis[] = [];
  const connect = (): Redis => {
    const redis = new Redis({ path, retryStrategy: retrySoon, maxRetriesPerRequest: null });
    redis.on('error', () => {});
    connections.push(redis);
    return redis;
  };
  const persistence = options.persist
    ? ['--appendonly', 'yes', '--appendfsync', 'always']
    : ['--appendonly', 'no'];
  const start = async () => {
    const server = spawn(
      'redis-server',
      ['--port', '0', '--unixsocket', path, '--dir', dir, '--save', '', ...persistence],
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
