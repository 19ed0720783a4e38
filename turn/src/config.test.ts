import { BlockList, isIPv4 } from 'node:net';
import { describe, expect, it } from 'vitest';
import { renderTurnConfig, type TurnConfigOptions } from './config.ts';

const options = {
  realm: 'turn.example.org',
  secrets: ['s'.repeat(32)],
  listeningPort: 3478,
  listeningIps: [],
  relayIps: [],
  externalIps: [],
  relayPorts: { min: 49152, max: 65535 },
  allocationsPerUser: 8,
  allocationsInAll: 0,
  bytesPerSecond: 0,
  allowedPeerIps: [],
} satisfies TurnConfigOptions;

/**
 * Reads the denied ranges back out of a rendered configuration. One list for each family: Node counts an
 * IPv4 address as inside an IPv4-mapped block, coturn does not.
 */
function deniedBy(config: string): (address: string) => boolean {
  const lists = { ipv4: new BlockList(), ipv6: new BlockList() };
  for (const [, range = ''] of config.matchAll(/^denied-peer-ip=(.+)$/gm)) {
    const [first = '', last = first] = range.split('-');
    lists[familyOf(first)].addRange(first, last, familyOf(first));
  }
  return (address) => lists[familyOf(address)].check(address, familyOf(address));
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv4(address) ? 'ipv4' : 'ipv6';
}

describe('renderTurnConfig', () => {
  it('denies addresses that lead into private or special networks and no public ones', () => {
    const denied = deniedBy(renderTurnConfig(options));
    for (const inside of [
      '127.0.0.1',
      '10.1.2.3',
      '172.31.255.255',
      '192.168.1.1',
      '169.254.169.254',
      '100.127.0.1',
      '255.255.255.255',
      '0.0.0.0',
    ]) {
      expect(denied(inside), inside).toBe(true);
    }
    for (const inside of [
      '::1',
      'fe80::1',
      'fd00::1',
      '64:ff9b::a00:1',
      '2002:a00:1::',
      '2001:0:1::1',
      'ff02::1',
    ]) {
      expect(denied(inside), inside).toBe(true);
    }
    for (const outside of ['1.1.1.1', '172.32.0.1', '100.128.0.1', '223.255.255.255']) {
      expect(denied(outside), outside).toBe(false);
    }
    expect(denied('2606:4700::1111')).toBe(false);
  });

  it('takes credentials by shared secret only and keeps no log', () => {
    const lines = renderTurnConfig(options).split('\n');
    for (const line of [
      'use-auth-secret',
      `static-auth-secret=${options.secrets[0]}`,
      'no-cli',
      'log-file=/dev/null',
    ]) {
      expect(lines).toContain(line);
    }
    expect(lines.some((line) => line.startsWith('user='))).toBe(false);
  });

  it('refuses a short secret and values that would break out of their line', () => {
    expect(() => renderTurnConfig({ ...options, secrets: ['short'] })).toThrow(RangeError);
    expect(() => renderTurnConfig({ ...options, realm: 'a\nno-auth' })).toThrow(RangeError);
    expect(() => renderTurnConfig({ ...options, secrets: [`${'s'.repeat(32)} #`] })).toThrow(RangeError);
  });

  it('offers TLS 1.2 and newer where there is a certificate, and none where there is not', () => {
    const tls = { port: 443, certificate: '/etc/turn/chain.pem', key: '/etc/turn/key.pem' };
    const lines = renderTurnConfig({ ...options, tls }).split('\n');
    for (const line of ['tls-listening-port=443', 'cert=/etc/turn/chain.pem', 'no-tlsv1', 'no-tlsv1_1']) {
      expect(lines).toContain(line);
    }
    expect(lines).not.toContain('no-tls');
    expect(renderTurnConfig(options).split('\n')).toContain('no-tls');
  });

  it('takes the secret before the last change beside the new one', () => {
    const secrets: [string, string] = ['n'.repeat(32), 'o'.repeat(32)];
    const lines = renderTurnConfig({ ...options, secrets }).split('\n');
    expect(lines).toContain(`static-auth-secret=${secrets[0]}`);
    expect(lines).toContain(`static-auth-secret=${secrets[1]}`);
  });
});
