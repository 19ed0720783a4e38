import { describe, expect, it } from 'vitest';
import { readProcessConfig } from './config.ts';

const noFiles = (): string => {
  throw new Error('there are no files');
};

describe('the configuration of the matchmaker process', () => {
  it('needs nothing but the address of Redis', () => {
    const config = readProcessConfig({ REDIS_URL: 'redis://127.0.0.1:6379', HEALTH_PORT: '' }, noFiles);
    expect(config).toEqual({
      ok: true,
      value: {
        redisUrl: 'redis://127.0.0.1:6379',
        healthHost: '127.0.0.1',
        healthPort: 8_081,
        halfLifeMs: 4_000,
        leaseTtlMs: 1_000,
      },
    });
  });

  it('takes the address of Redis from a file', () => {
    const config = readProcessConfig({ REDIS_URL_FILE: '/secret' }, () => 'rediss://cache.internal\n');
    expect(config).toMatchObject({ ok: true, value: { redisUrl: 'rediss://cache.internal' } });
    expect(readProcessConfig({ REDIS_URL_FILE: '/secret' }, noFiles).ok).toBe(false);
  });

  it('names every bad variable and tells no value', () => {
    const config = readProcessConfig(
      { REDIS_URL: 'http://secret', HEALTH_PORT: '70000', HALF_LIFE_MS: 'x' },
      noFiles,
    );
    expect(config.ok).toBe(false);
    const problems = config.ok ? [] : config.error;
    expect(problems.map((problem) => problem.split(':')[0])).toEqual([
      'REDIS_URL',
      'HEALTH_PORT',
      'HALF_LIFE_MS',
    ]);
    expect(problems.join()).not.toContain('secret');
  });
});
