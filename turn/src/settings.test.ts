import { describe, expect, it } from 'vitest';
import { renderTurnConfig } from './config.ts';
import { readSettings } from './settings.ts';

const least = { TURN_REALM: 'turn.example.org', TURN_SECRET: 's'.repeat(32) };
const noFile = (): string => {
  throw new Error('no such file');
};

function problemsOf(env: Record<string, string>): readonly string[] {
  const result = readSettings(env, noFile);
  return result.ok ? [] : result.problems.map(({ name }) => name);
}

describe('readSettings', () => {
  it('needs a realm and a secret, and nothing else', () => {
    expect(problemsOf({})).toEqual(['TURN_REALM', 'TURN_SECRET']);
    const result = readSettings(least, noFile);
    expect(result.ok && result.value).toMatchObject({
      listeningPort: 3_478,
      relayPorts: { min: 49_152, max: 65_535 },
      secrets: [least.TURN_SECRET],
    });
  });

  it('takes secrets from files and the one before the last change beside the new one', () => {
    const files: Record<string, string> = { '/run/new': `${'n'.repeat(32)}\n`, '/run/old': 'o'.repeat(32) };
    const env = {
      TURN_REALM: 'turn.example.org',
      TURN_SECRET_FILE: '/run/new',
      TURN_PREVIOUS_SECRET_FILE: '/run/old',
    };
    const result = readSettings(env, (path) => files[path] ?? noFile());
    expect(result.ok && result.value.secrets).toEqual(['n'.repeat(32), 'o'.repeat(32)]);
  });

  it('tells every variable that cannot be used, and never its value', () => {
    const env = {
      TURN_REALM: 'not a host',
      TURN_SECRET: 'short',
      TURN_PORT: '70000',
      TURN_LISTEN: '10.0.0.1, nowhere',
      TURN_EXTERNAL_IP: '203.0.113.7/10.0.0.4/10.0.0.5',
    };
    expect(problemsOf(env)).toEqual(Object.keys(env));
    const result = readSettings(env, noFile);
    const said = JSON.stringify(result);
    for (const value of Object.values(env)) expect(said).not.toContain(value);
  });

  it('refuses what contradicts itself', () => {
    expect(problemsOf({ ...least, TURN_TLS_CERT: '/etc/chain.pem' })).toEqual(['TURN_TLS_KEY']);
    expect(problemsOf({ ...least, TURN_RELAY_PORT_MIN: '60000', TURN_RELAY_PORT_MAX: '50000' })).toEqual([
      'TURN_RELAY_PORT_MIN',
    ]);
    expect(problemsOf({ ...least, TURN_SECRET_FILE: '/run/secret' })).toEqual(['TURN_SECRET']);
    expect(problemsOf({ TURN_REALM: 'a.example', TURN_SECRET_FILE: '/gone' })).toEqual(['TURN_SECRET_FILE']);
    expect(problemsOf({ ...least, TURN_SECRET: `${'s'.repeat(32)} #` })).toEqual(['TURN_SECRET']);
  });

  it('gives what can be rendered', () => {
    const env = {
      ...least,
      TURN_TLS_CERT: '/etc/chain.pem',
      TURN_TLS_KEY: '/etc/key.pem',
      TURN_EXTERNAL_IP: '203.0.113.7/10.0.0.4',
      TURN_ALLOWED_PEERS: '10.0.0.4',
    };
    const result = readSettings(env, noFile);
    const lines = result.ok ? renderTurnConfig(result.value).split('\n') : [];
    for (const line of [
      'tls-listening-port=443',
      'external-ip=203.0.113.7/10.0.0.4',
      'allowed-peer-ip=10.0.0.4',
    ]) {
      expect(lines).toContain(line);
    }
  });
});
