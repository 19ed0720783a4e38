import { createHmac } from 'node:crypto';
import { iceServerSchema } from '@sotto/protocol';
import { describe, expect, it } from 'vitest';
import { createIceProvision, turnCredential } from './turn-credentials.ts';

const nowMs = 1_800_000_000_000;
const key = new Uint8Array(32).fill(5);
const urls = ['stun:t.example:3478', 'turn:t.example:3478', 'turns:t.example:443?transport=tcp'];
const provision = createIceProvision('relay', { urls, secret: 'shared', ttlS: 3_600 }, key, () => nowMs);

describe('TURN credentials', () => {
  it('are what coturn computes from the user name and the shared secret', () => {
    const { username, credential } = turnCredential('shared', 'abc', 1_800_003_600);
    expect(username).toBe('1800003600:abc');
    expect(credential).toBe(createHmac('sha1', 'shared').update('1800003600:abc').digest('base64'));
  });

  it('expire, and go to the relays only', () => {
    const [stun, turn] = provision
      .serversFor('match', 'initiator')
      .map((server) => iceServerSchema.parse(server));
    expect(stun).toEqual({ urls: ['stun:t.example:3478'] });
    expect(turn?.urls).toEqual(urls.slice(1));
    expect(turn?.username).toMatch(/^1800003600:[A-Za-z0-9_-]{16}$/);
  });

  it('name each side of each match apart, without a word of either', () => {
    const userOf = (match: string, role: 'initiator' | 'answerer') =>
      provision.serversFor(match, role)[1]?.username ?? '';
    const users = [userOf('m1', 'initiator'), userOf('m1', 'answerer'), userOf('m2', 'initiator')];
    expect(new Set(users).size).toBe(3);
    expect(userOf('m1', 'initiator')).toBe(users[0]);
    expect(users.join()).not.toContain('m1');
  });

  it('are none where the operator runs no TURN server', () => {
    expect(createIceProvision('all', undefined, key, () => nowMs).serversFor('m', 'initiator')).toEqual([]);
    const stunOnly = createIceProvision('all', { urls: ['stun:s'], ttlS: 60 }, key, () => nowMs);
    expect(stunOnly.serversFor('m', 'initiator')).toEqual([{ urls: ['stun:s'] }]);
  });
});
