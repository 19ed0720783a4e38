import { describe, expect, it } from 'vitest';
import { createLog } from '../log/log.ts';
import { startRedisServer } from '../testing/redis-server.ts';
import { connectRedis, isRedisAway } from './connect.ts';
import { script } from './script.ts';

describe('connection to Redis', () => {
  it('fails a call while the server is away, recognizably, instead of waiting for ever', async () => {
    const server = await startRedisServer();
    const lines: string[] = [];
    const log = createLog('warn', { write: (line) => void lines.push(line) });
    const redis = connectRedis(server.url, log);
    expect(await redis.ping()).toBe('PONG');
    await server.stop();
    const failure: unknown = await redis.ping().catch((error: unknown) => error);
    expect(isRedisAway(failure)).toBe(true);
    expect(lines.join()).toContain('redis-error');
    redis.disconnect();
  });

  it('does not take a wrong call for an absent server', async () => {
    const server = await startRedisServer();
    const redis = connectRedis(server.url, createLog('silent'));
    const failure: unknown = await redis.call('NONSENSE').catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    expect(isRedisAway(failure)).toBe(false);
    redis.disconnect();
    await server.stop();
  });
});

describe('script', () => {
  it('runs where the server has forgotten it, and fails where it is wrong', async () => {
    const server = await startRedisServer();
    const redis = connectRedis(server.url, createLog('silent'));
    const echo = script('return ARGV[1]');
    expect(await echo(redis, [], ['a'])).toBe('a');
    await redis.script('FLUSH');
    expect(await echo(redis, [], ['b'])).toBe('b');
    await expect(script('return nonsense(')(redis, [], [])).rejects.toThrow();
    redis.disconnect();
    await server.stop();
  });
});
