import { describe, it, expect } from 'vitest';
import { readEnv } from './env.ts';

const noFiles = (path: string): string => {
  throw new Error(`no ${path}`);
};

function problemsOf(env: Record<string, string>, readFile = noFiles) {
  const result = readEnv(env, readFile);
  if (result.ok) throw new Error('expected problems');
  return result.error;
}

function valuesOf(env: Record<string, string>, readFile = noFiles) {
  const result = readEnv(env, readFile);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

describe('environment', () => {
  it('needs nothing: every variable has a default', () => {
    expect(valuesOf({})).toMatchObject({ HOST: '127.0.0.1', PORT: 3000, RATE_REGISTER_PER_MINUTE: 5 });
  });

  it('takes an empty variable for an absent one', () => {
    expect(valuesOf({ PORT: '', REDIS_URL: '' })).toMatchObject({ PORT: 3000 });
  });

  it('reads numbers, lists and flags', () => {
    const values = valuesOf({
      PORT: '0',
      PUBLIC_ORIGINS: 'https://a.example, http://localhost:3000',
      HTTPS_ONLY: 'false',
    });
    expect(values).toMatchObject({
      PORT: 0,
      PUBLIC_ORIGINS: ['https://a.example', 'http://localhost:3000'],
      HTTPS_ONLY: false,
    });
  });

  it('names every bad variable at once, without telling its value', () => {
    const problems = problemsOf({
      PORT: '99999',
      TRUSTED_PROXY_HOPS: '-1',
      PUBLIC_ORIGINS: 'https://a.example/path',
      SESSION_SECRET: 'tooshort',
      HTTPS_ONLY: 'yes',
    });
    expect(problems.map(({ name }) => name).sort()).toEqual([
      'HTTPS_ONLY',
      'PORT',
      'PUBLIC_ORIGINS',
      'SESSION_SECRET',
      'TRUSTED_PROXY_HOPS',
    ]);
    expect(JSON.stringify(problems)).not.toMatch(/tooshort|99999/);
  });

  it('asks for shared secrets where several nodes serve together', () => {
    const problems = problemsOf({ REDIS_URL: 'redis://127.0.0.1:6379' });
    expect(problems.map(({ name }) => name)).toEqual([
      'SESSION_SECRET',
      'IDENTITY_SECRET',
      'EVIDENCE_SECRET',
      'DATABASE_URL',
    ]);
  });

  it('reads a secret from the file that NAME_FILE names', () => {
    const values = valuesOf({ SESSION_SECRET_FILE: '/run/secrets/session' }, () => `${'s'.repeat(40)}\n`);
    expect(values.SESSION_SECRET).toBe('s'.repeat(40));
  });

  it('refuses a secret that is given twice, or whose file cannot be read', () => {
    const twice = problemsOf({ SESSION_SECRET: 's'.repeat(40), SESSION_SECRET_FILE: '/x' });
    expect(twice.map(({ name }) => name)).toEqual(['SESSION_SECRET']);
    expect(problemsOf({ TURN_SECRET_FILE: '/nowhere' }).map(({ name }) => name)).toEqual([
      'TURN_SECRET_FILE',
    ]);
  });

  it('takes TURN addresses only with the secret that makes their credentials', () => {
    expect(problemsOf({ TURN_URLS: 'turn:t.example' }).map(({ name }) => name)).toEqual(['TURN_SECRET']);
    expect(valuesOf({ TURN_URLS: 'stun:t.example' }).TURN_URLS).toEqual(['stun:t.example']);
    expect(problemsOf({ TURN_URLS: 'http://t.example' }).map(({ name }) => name)).toEqual(['TURN_URLS']);
  });

  it('takes relays as a list or by region, not both', () => {
    const both = { TURN_URLS: 'stun:t.example', TURN_REGIONS: '/etc/sotto/regions.json' };
    expect(problemsOf(both).map(({ name }) => name)).toEqual(['TURN_URLS']);
    expect(valuesOf({ TURN_REGIONS: '/etc/sotto/regions.json' }).TURN_URLS).toEqual([]);
  });

  it('refuses relay-only matches without a relay', () => {
    expect(problemsOf({ ICE_POLICY: 'relay' }).map(({ name }) => name)).toEqual(['ICE_POLICY']);
    expect(valuesOf({ ICE_POLICY: 'relay', TURN_REGIONS: 'regions.json' }).ICE_POLICY).toBe('relay');
  });
});
